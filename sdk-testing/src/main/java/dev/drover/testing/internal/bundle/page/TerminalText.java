package dev.drover.testing.internal.bundle.page;

import dev.drover.internal.console.StyledLine;
import dev.drover.internal.console.StyledLine.Run;
import dev.drover.testing.internal.bundle.model.KeptText;
import java.util.List;
import java.util.Locale;

/** Output as a terminal shows it: colours as colours, no trace of other escape sequences. */
final class TerminalText {

  /** Output that changes its colour with every character is not worth more than this. */
  private static final int MOST_COLOURED = 160 << 10;

  /** Text on the console's background, as WCAG 2.1 asks of a page. */
  private static final double LEAST_CONTRAST = 4.5;

  private TerminalText() {}

  /** A focusable block with the text. */
  static Html of(Html page, KeptText output, String label) {
    Html coloured = block(page, output, label, true);
    return coloured.size() <= MOST_COLOURED ? coloured : block(page, output, label, false);
  }

  private static Html block(Html page, KeptText output, String label, boolean colours) {
    Html html = page.piece();
    html.open("pre", "class", "terminal", "tabindex", "0", "role", "region", "aria-label", label);
    if (output.truncated()) {
      note(html, "the beginning was dropped before it came here");
    }
    lines(html, output.head(), colours);
    if (output.elided() > 0) {
      note(html, output.elided() + " characters are left out here");
      lines(html, output.tail(), colours);
    }
    return html.close("pre");
  }

  private static void note(Html html, String text) {
    html.element("span", "… " + text + " …", "class", "elided").text("\n");
  }

  private static void lines(Html html, String output, boolean colours) {
    for (StyledLine line : StyledLine.of(output)) {
      if (colours) {
        runs(html, line.runs());
      } else {
        html.text(line.toString());
      }
      html.text("\n");
    }
  }

  private static void runs(Html html, List<Run> runs) {
    for (Run run : runs) {
      if (run.isPlain()) {
        html.text(run.text());
      } else {
        html.element("span", run.text(), "style", style(run));
      }
    }
  }

  private static String style(Run run) {
    boolean filled = run.background() != StyledLine.BACKGROUND;
    int colour = Contrast.raise(run.foreground(), run.background(), LEAST_CONTRAST);
    return String.format(Locale.ROOT, "color:#%06x", colour)
        + (filled ? String.format(Locale.ROOT, ";background:#%06x", run.background()) : "")
        + (run.bold() ? ";font-weight:700" : "")
        + (run.italic() ? ";font-style:italic" : "")
        + (run.underline() ? ";text-decoration:underline" : "");
  }
}
