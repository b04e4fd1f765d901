package dev.drover.docs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * A table of a document, without its head.
 *
 * @param rows the cells' texts, code without its marks
 */
record Table(List<List<String>> rows) {

  private static final Pattern NAME = Pattern.compile("\\A[\\w.-]+");

  /** Every table of a section, as one. */
  static Table under(String file, String heading) {
    Document document = Document.read(Document.HOME.resolve(file));
    Node found =
        document
            .nodes(Heading.class)
            .filter(node -> Document.text(node).equals(heading))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(file + " has no '" + heading + "'"));
    Stream<Node> section =
        Stream.iterate(found.getNext(), node -> node != null, Node::getNext)
            .takeWhile(node -> !(node instanceof Heading));
    return new Table(section.filter(TableBlock.class::isInstance).flatMap(Table::rows).toList());
  }

  private static Stream<List<String>> rows(Node table) {
    return Document.descendants(table)
        .filter(node -> node instanceof TableRow && node.getParent() instanceof TableBody)
        .map(
            row ->
                Document.descendants(row)
                    .filter(TableCell.class::isInstance)
                    .map(Document::text)
                    .toList());
  }

  /** What the rows are about: the names with which they begin. */
  Set<String> names() {
    return rows.stream()
        .flatMap(row -> NAME.matcher(row.get(0)).results())
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The row about a name. */
  List<String> row(String name) {
    return rows.stream()
        .filter(row -> NAME.matcher(row.get(0)).results().anyMatch(m -> m.group().equals(name)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row is about '" + name + "'"));
  }
}
