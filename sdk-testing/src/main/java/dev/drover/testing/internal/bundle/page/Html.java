package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Secrets;
import java.util.List;

/**
 * A piece of HTML under construction. Whatever comes from outside goes in as text or as an
 * attribute's value, which masks secrets and escapes; there is no way around it.
 */
final class Html {

  private final Secrets secrets;
  private final StringBuilder out = new StringBuilder();

  Html(Secrets secrets) {
    this.secrets = secrets;
  }

  /** An empty piece of the same page. */
  Html piece() {
    return new Html(secrets);
  }

  /**
   * A start tag.
   *
   * @param tag its name
   * @param attributes names and values in turn; a name without value is written {@code "open", ""}
   */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"");
        escape(secrets.mask(attributes[i + 1]));
        out.append('"');
      }
    }
    out.append('>');
    return this;
  }

  /** End tags, innermost first. */
  Html close(String... tags) {
    for (String tag : tags) {
      out.append("</").append(tag).append('>');
    }
    return this;
  }

  Html text(String text) {
    escape(secrets.mask(text));
    return this;
  }

  /** An element with text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html add(Html piece) {
    out.append(piece.out);
    return this;
  }

  Html addAll(List<Html> pieces) {
    pieces.forEach(this::add);
    return this;
  }

  /** A picture's data, which needs no escaping. */
  Html image(String dataUri, String alternative) {
    out.append("<img src=\"").append(dataUri).append("\" alt=\"");
    escape(secrets.mask(alternative));
    out.append("\">");
    return this;
  }

  /** Text of the page itself: its style sheet. */
  Html style(String sheet) {
    out.append("<style>").append(sheet).append("</style>");
    return this;
  }

  boolean isEmpty() {
    return out.isEmpty();
  }

  /** How many bytes it has in UTF-8. */
  int size() {
    int size = 0;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      size += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
    }
    return size;
  }

  private void escape(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default -> {
          boolean first = Character.isHighSurrogate(c);
          boolean pair = first && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
          if (pair) {
            out.append(c).append(text.charAt(++i));
          } else if (c != '\r') {
            out.append(isHarmless(c) ? c : '\uFFFD');
          }
        }
      }
    }
  }

  /** Control characters are no text, and those of direction make text look like other text. */
  private static boolean isHarmless(char c) {
    boolean control = Character.isISOControl(c) || Character.isSurrogate(c) || c >= '\uFFFE';
    boolean direction = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return !control && !direction;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
