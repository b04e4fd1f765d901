package dev.drover.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * One of the project's Markdown files.
 *
 * @param file where it is, or would be
 * @param root what was parsed
 */
record Document(Path file, Node root) {

  /** The project's folder. */
  static final Path HOME = Path.of(System.getProperty("documents", "..")).toAbsolutePath();

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  static Document of(Path file, String text) {
    return new Document(file, PARSER.parse(text));
  }

  static Document read(Path file) {
    try {
      return of(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is written for people: at the top, under {@code docs}, and beside the examples. */
  static List<Document> all() {
    try (Stream<Path> top = Files.list(HOME);
        Stream<Path> examples = Files.list(HOME.resolve("examples"));
        Stream<Path> below = Files.walk(HOME.resolve("docs"))) {
      return Stream.of(top, examples, below)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Document::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every node of a kind, in the order of the text. */
  <N extends Node> Stream<N> nodes(Class<N> kind) {
    return descendants(root).filter(kind::isInstance).map(kind::cast);
  }

  /** File and line of a node, as compilers write them. */
  String place(Node node) {
    return HOME.relativize(file) + ":" + line(node);
  }

  /** The number of the line on which a node begins, from 1. */
  static int line(Node node) {
    Node block = node;
    while (block.getSourceSpans().isEmpty() && block.getParent() != null) {
      block = block.getParent();
    }
    return block.getSourceSpans().isEmpty() ? 1 : block.getSourceSpans().get(0).getLineIndex() + 1;
  }

  static Stream<Node> descendants(Node node) {
    return Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext)
        .flatMap(child -> Stream.concat(Stream.of(child), descendants(child)));
  }

  /** What a reader sees of a heading or a cell. */
  static String text(Node node) {
    return descendants(node)
        .map(
            part ->
                part instanceof Text text
                    ? text.getLiteral()
                    : part instanceof Code code
                        ? code.getLiteral()
                        : part instanceof SoftLineBreak ? " " : "")
        .collect(Collectors.joining())
        .strip();
  }

  @Override
  public String toString() {
    return HOME.relativize(file).toString();
  }
}
