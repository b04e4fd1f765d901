package dev.drover.reference.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Headings and rows, wrapped and one below the other, on as many pages as it takes. */
final class PdfPages implements AutoCloseable {

  /** A4, lying. */
  private static final PDRectangle SIZE = new PDRectangle(842, 595);

  private static final float MARGIN = 40;
  private static final float GAP = 6;
  private static final float HEADING = 14;
  private static final float TEXT = 8;
  private static final float LEADING = 1.3f;

  /** Lines of one cell; whoever wants to read more takes the HTML. */
  private static final int MAX_LINES = 12;

  private static final int MAX_LENGTH = 2_000;
  private static final float UNKNOWN = -1;

  private final PDDocument document;
  private final PDFont font;
  private final Map<Integer, Float> widths = new HashMap<>();
  private @Nullable PDPageContentStream page;
  private float y;

  PdfPages(PDDocument document) throws IOException {
    this.document = document;
    this.font = font(document);
  }

  /** The font that comes with PDFBox: the fonts that every reader has know no Greek or Cyrillic. */
  private static PDFont font(PDDocument document) throws IOException {
    String path = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    try (InputStream ttf = PDDocument.class.getResourceAsStream(path)) {
      if (ttf == null) {
        throw new IOException("the font is missing: " + path);
      }
      TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(ttf));
      // Ligatures take longer than everything else together.
      parsed.setEnableGsub(false);
      return PDType0Font.load(document, parsed, true);
    }
  }

  void heading(String text) throws IOException {
    float height = HEADING * LEADING * 2;
    PDPageContentStream on = pageWith(height + TEXT * LEADING);
    y -= height;
    write(on, text, HEADING, MARGIN, y);
    y -= GAP;
  }

  /**
   * A row of cells.
   *
   * @param widths of each cell, as parts of the whole
   */
  void row(List<String> cells, List<Float> widths) throws IOException {
    float whole = SIZE.getWidth() - 2 * MARGIN;
    List<List<String>> wrapped = new ArrayList<>();
    int lines = 1;
    for (int i = 0; i < cells.size(); i++) {
      wrapped.add(wrapped(cells.get(i), widths.get(i) * whole - GAP));
      lines = Math.max(lines, wrapped.get(i).size());
    }
    PDPageContentStream on = pageWith(lines * TEXT * LEADING + GAP);
    float x = MARGIN;
    for (int i = 0; i < cells.size(); i++) {
      float line = y;
      for (String text : wrapped.get(i)) {
        line -= TEXT * LEADING;
        write(on, text, TEXT, x, line);
      }
      x += widths.get(i) * whole;
    }
    y -= lines * TEXT * LEADING + GAP;
    on.moveTo(MARGIN, y + GAP / 3);
    on.lineTo(MARGIN + whole, y + GAP / 3);
    on.setLineWidth(0.25f);
    on.stroke();
  }

  private PDPageContentStream pageWith(float height) throws IOException {
    PDPageContentStream current = page;
    if (current == null || y - height < MARGIN) {
      close();
      PDPage fresh = new PDPage(SIZE);
      document.addPage(fresh);
      current = new PDPageContentStream(document, fresh);
      page = current;
      y = SIZE.getHeight() - MARGIN;
    }
    return current;
  }

  private void write(PDPageContentStream on, String text, float size, float x, float at)
      throws IOException {
    on.beginText();
    on.setFont(font, size);
    on.newLineAtOffset(x, at);
    on.showText(printable(text));
    on.endText();
  }

  /** Cut where the width ends, at a space if there is one near. */
  private List<String> wrapped(String text, float width) {
    List<String> lines = new ArrayList<>();
    String rest = printable(text).strip();
    while (!rest.isEmpty() && lines.size() < MAX_LINES) {
      int fits = fitting(rest, width);
      int space = rest.lastIndexOf(' ', fits);
      int cut = fits < rest.length() && space > fits / 2 ? space : fits;
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut).strip();
    }
    return lines;
  }

  private int fitting(String text, float width) {
    float used = 0;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      used += widthOf(codePoint) / 1_000 * TEXT;
      if (used > width && at > 0) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /** What the font cannot show becomes a question mark, line ends become spaces. */
  private String printable(String text) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isWhitespace(c) ? ' ' : widthOf(c) == UNKNOWN ? '?' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private float widthOf(int codePoint) {
    return widths.computeIfAbsent(codePoint, this::measured);
  }

  private float measured(int codePoint) {
    try {
      return font.getStringWidth(Character.toString(codePoint));
    } catch (IOException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  @Override
  public void close() throws IOException {
    if (page != null) {
      page.close();
    }
    page = null;
  }
}
