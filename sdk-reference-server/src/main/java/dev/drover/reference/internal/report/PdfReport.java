package dev.drover.reference.internal.report;

import dev.drover.DroverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/** A report as PDF. */
final class PdfReport {

  /** Of the page's width, in order of the tables' columns. */
  private static final List<Float> SUMMARY = List.of(0.15f, 0.85f);

  private static final List<Float> STEPS = List.of(0.2f, 0.13f, 0.17f, 0.1f, 0.08f, 0.08f, 0.24f);
  private static final List<Float> ERRORS = List.of(0.2f, 0.15f, 0.25f, 0.4f);

  private PdfReport() {}

  static byte[] write(Report report) {
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle("Execution " + report.executionId());
      try (PdfPages pages = new PdfPages(document)) {
        pages.heading("Execution " + report.executionId());
        for (List<String> row : Tables.summary(report)) {
          pages.row(row, SUMMARY);
        }
        pages.heading("Steps");
        pages.row(Tables.STEP_HEAD, STEPS);
        for (Report.Attempt attempt : report.attempts()) {
          pages.row(Tables.row(attempt), STEPS);
        }
        if (!report.errors().isEmpty()) {
          pages.heading("Errors");
          pages.row(Tables.ERROR_HEAD, ERRORS);
        }
        for (Report.Problem error : report.errors()) {
          pages.row(Tables.row(error), ERRORS);
        }
      }
      ByteArrayOutputStream pdf = new ByteArrayOutputStream();
      document.save(pdf);
      return pdf.toByteArray();
    } catch (IOException e) {
      throw new DroverException("the report cannot be written as PDF: " + e, e);
    }
  }
}
