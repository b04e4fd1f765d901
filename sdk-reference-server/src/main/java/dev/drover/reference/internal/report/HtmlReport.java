package dev.drover.reference.internal.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A report as a page that needs nothing else. Everything that it shows is escaped. */
final class HtmlReport {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Execution %s</title>
      <style>
      body { font-family: sans-serif; margin: 2em; }
      table { border-collapse: collapse; margin-bottom: 2em; }
      th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top; }
      .completed { color: #060; } .failed { color: #a00; } .retried { color: #850; }
      </style>
      </head>
      <body>
      <h1>Execution %s</h1>
      """;

  private HtmlReport() {}

  static byte[] write(Report report) {
    String id = escaped(report.executionId());
    StringBuilder page = new StringBuilder(HEAD.formatted(id, id));
    page.append("<table>\n");
    Tables.summary(report).forEach(row -> row(page, "", row));
    page.append("</table>\n");
    steps(page, report.attempts());
    if (!report.errors().isEmpty()) {
      page.append("<h2>Errors</h2>\n<table>\n");
      head(page, Tables.ERROR_HEAD);
      report.errors().forEach(error -> row(page, "", Tables.row(error)));
      page.append("</table>\n");
    }
    return page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void steps(StringBuilder page, List<Report.Attempt> attempts) {
    page.append("<h2>Steps</h2>\n<table>\n");
    head(page, Tables.STEP_HEAD);
    for (Report.Attempt attempt : attempts) {
      row(page, attempt.status(), Tables.row(attempt));
    }
    page.append("</table>\n");
  }

  private static void head(StringBuilder page, List<String> names) {
    page.append("<tr>");
    names.forEach(name -> page.append("<th>").append(escaped(name)).append("</th>"));
    page.append("</tr>\n");
  }

  private static void row(StringBuilder page, String kind, List<String> cells) {
    page.append(kind.isEmpty() ? "<tr>" : "<tr class=\"" + escaped(kind) + "\">");
    cells.forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
    page.append("</tr>\n");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
