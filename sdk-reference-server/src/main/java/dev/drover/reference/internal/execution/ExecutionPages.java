package dev.drover.reference.internal.execution;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.peer.PeerHandler;
import dev.drover.reference.internal.report.Report;
import dev.drover.reference.internal.report.ReportFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Executions as they are asked for over HTTP: to be watched, in reports, in pictures. */
public final class ExecutionPages {

  private static final String DROVER_V1 = "drover.v1";

  private final Executions executions;

  /** The pages of some executions. */
  public ExecutionPages(Executions executions) {
    this.executions = executions;
  }

  /** {@code /ws/executions/{id}}: whoever knocks is let in, to be told why it has to go again. */
  public PeerHandler watch(WebRequest request) {
    boolean extended =
        request
            .query("extensions")
            .map(names -> Arrays.asList(names.split(",")).contains(DROVER_V1))
            .orElse(false);
    return executions.visit(
        new Visit(
            request.parameter("id"),
            request.isAuthorized(),
            request.token().orElse(null),
            extended,
            request.query("resume_from").orElse(null)));
  }

  /** {@code /api/v1/reports/{id}?format=pdf|html|json}. */
  public CompletableFuture<HttpAnswer> report(WebRequest request) {
    String id = request.parameter("id");
    String name = request.query("format").orElse("pdf");
    Optional<ReportFormat> format = ReportFormat.named(name);
    if (format.isEmpty()) {
      return HttpAnswer.error(400, "BAD_REQUEST", "a report's format is pdf, html or json").now();
    }
    Optional<Report> report = executions.report(id);
    if (report.isEmpty()) {
      return HttpAnswer.error(404, Codes.INVALID_EXECUTION_ID, "there is no such execution").now();
    }
    return CompletableFuture.supplyAsync(
        () -> HttpAnswer.bytes(format.get().contentType(), format.get().write(report.get())),
        DaemonThreads.executor());
  }

  /** {@code /api/v1/artifacts/screenshots/{name}}. */
  public CompletableFuture<HttpAnswer> screenshot(WebRequest request) {
    return executions
        .screenshot(request.parameter("name"))
        .map(picture -> HttpAnswer.bytes(Screenshots.contentType(picture), picture))
        .orElseGet(
            () ->
                HttpAnswer.error(404, "NOT_FOUND", "there is no such screenshot, or not any more"))
        .now();
  }
}
