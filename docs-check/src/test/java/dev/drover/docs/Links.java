package dev.drover.docs;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Where a document's links and pictures lead. Nothing is looked up on the network. */
final class Links {

  private static final Pattern HTML_LINK = Pattern.compile("\\b(?:src|href|srcset)=\"([^\"]*)\"");

  private final Document document;

  Links(Document document) {
    this.document = document;
  }

  /** What is wrong with them, one line each. */
  Stream<String> complaints() {
    return Stream.concat(
        document
            .nodes(Node.class)
            .flatMap(node -> destination(node).stream().flatMap(to -> complaint(node, to))),
        document
            .nodes(Node.class)
            .flatMap(node -> inHtml(node).flatMap(to -> complaint(node, to))));
  }

  private static Optional<String> destination(Node node) {
    if (node instanceof Link link) {
      return Optional.of(link.getDestination());
    }
    return node instanceof Image image ? Optional.of(image.getDestination()) : Optional.empty();
  }

  private static Stream<String> inHtml(Node node) {
    String html =
        node instanceof HtmlBlock block
            ? block.getLiteral()
            : node instanceof HtmlInline inline ? inline.getLiteral() : "";
    return HTML_LINK.matcher(html).results().map((MatchResult found) -> found.group(1));
  }

  private Stream<String> complaint(Node node, String to) {
    return complaint(to).map(what -> document.place(node) + ": " + what).stream();
  }

  private Optional<String> complaint(String to) {
    URI uri;
    try {
      uri = URI.create(to);
    } catch (IllegalArgumentException e) {
      return Optional.of("'%s' is no address: %s".formatted(to, e.getMessage()));
    }
    if (uri.isAbsolute()) {
      return uri.getScheme().equals("file")
          ? Optional.of("'%s' exists on one machine only".formatted(to))
          : Optional.empty();
    }
    return uri.getPath().startsWith("/")
        ? Optional.of("'%s' should be relative to the document".formatted(to))
        : file(to, uri.getPath(), uri.getFragment());
  }

  private Optional<String> file(String to, String path, @Nullable String anchor) {
    Path file = document.file().resolveSibling(path).normalize();
    if (!path.isEmpty() && (!file.startsWith(Document.HOME) || !exists(file))) {
      return Optional.of("'%s' leads to no file of the project".formatted(to));
    }
    if (anchor == null) {
      return Optional.empty();
    }
    Document target = path.isEmpty() ? document : Document.read(file);
    Set<String> anchors = anchors(target);
    return anchors.contains(anchor)
        ? Optional.empty()
        : Optional.of("'%s' leads to no heading; there are %s".formatted(to, anchors));
  }

  /**
   * Whether it is there under exactly this name, which matters on some machines and not on others.
   */
  private static boolean exists(Path file) {
    try {
      return Files.exists(file)
          && file.toRealPath().endsWith(Document.HOME.relativize(file))
          && !file.toString().contains(File.separator + "target" + File.separator);
    } catch (IOException e) {
      return false;
    }
  }

  /** The names by which a document's headings are linked. */
  static Set<String> anchors(Document document) {
    IdGenerator ids = IdGenerator.builder().build();
    return document
        .nodes(Heading.class)
        .map(heading -> ids.generateId(Document.text(heading)))
        .collect(Collectors.toSet());
  }
}
