package dev.drover.reference.internal.report;

import java.util.Locale;
import java.util.Optional;

/** In what form a report can be had. */
public enum ReportFormat {
  /** For people, to keep. */
  PDF("application/pdf"),
  /** For people, in a browser. */
  HTML("text/html; charset=utf-8"),
  /** For programs. */
  JSON("application/json; charset=utf-8");

  private final String contentType;

  ReportFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The format of a name such as {@code pdf}. */
  public static Optional<ReportFormat> named(String name) {
    for (ReportFormat format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The media type. */
  public String contentType() {
    return contentType;
  }

  /** Writes a report. Takes its time: not for threads that must not block. */
  public byte[] write(Report report) {
    return switch (this) {
      case PDF -> PdfReport.write(report);
      case HTML -> HtmlReport.write(report);
      case JSON -> JsonReport.write(report);
    };
  }
}
