package dev.drover.testing.internal.bundle.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What all pages have in common. */
final class Page {

  /** Nothing from elsewhere, no scripts: whatever a page shows, a browser does no more with it. */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final String SHEET = "report.css";

  private Page() {}

  /**
   * The head, up to the body's beginning.
   *
   * @param meta attributes of one more {@code meta} element, if any
   */
  static void head(Html html, String title, String... meta) {
    html.open("!doctype html").open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    if (meta.length > 0) {
      html.open("meta", meta);
    }
    html.element("title", title).style(sheet()).close("head").open("body");
  }

  static String end(Html html) {
    return html.close("body", "html").text("\n").toString();
  }

  private static String sheet() {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(SHEET), SHEET)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
