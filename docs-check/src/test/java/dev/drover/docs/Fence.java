package dev.drover.docs;

import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of code.
 *
 * @param place file and line of its opening
 * @param line the number of that line, from 1
 * @param language what stands behind the opening, maybe nothing
 * @param code its lines
 * @param run whether the comment before it says that it is to be run
 * @param prelude what the comment before it adds to it, maybe nothing
 */
record Fence(String place, int line, String language, String code, boolean run, String prelude) {

  private static final String COMMENT = "<!-- snippet";

  /** Everything that a document has of one language. */
  static Stream<Fence> in(Document document, String language) {
    return in(document).filter(fence -> fence.language().equals(language));
  }

  /** Everything in all documents. */
  static Stream<Fence> everywhere(String language) {
    return Document.all().stream().flatMap(document -> in(document, language));
  }

  static Stream<Fence> in(Document document) {
    return document.nodes(FencedCodeBlock.class).map(block -> of(document, block));
  }

  private static Fence of(Document document, FencedCodeBlock block) {
    String comment = comment(block.getPrevious());
    List<String> lines = comment.lines().toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    return new Fence(
        document.place(block),
        Document.line(block),
        block.getInfo().strip(),
        block.getLiteral(),
        first.contains("run"),
        String.join("\n", lines.subList(Math.min(1, lines.size()), lines.size())));
  }

  /** What stands between {@code <!-- snippet} and {@code -->}. */
  private static String comment(@Nullable Node before) {
    if (!(before instanceof HtmlBlock html) || !html.getLiteral().startsWith(COMMENT)) {
      return "";
    }
    return html.getLiteral().strip().replaceFirst("-->$", "").substring(COMMENT.length());
  }

  @Override
  public String toString() {
    return place;
  }
}
