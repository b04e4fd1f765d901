package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Reports and pictures over HTTP. */
class ExecutionReportTest extends WithExecution {

  private void runSomething() {
    execution.progress(10, "login");
    execution.stepFailed(
        ExecutionStep.of(DEVICE, "login").withAttempt(1, true), "E_1", "<b>no</b> & \"so on\"");
    clock().advance(Duration.ofSeconds(2));
    execution.stepCompleted(
        ExecutionStep.of(DEVICE, "login")
            .withAttempt(2, false)
            .withDuration(Duration.ofMillis(1_500)));
    execution.error(DEVICE, "MODULE_TIMEOUT", "Ελληνικά, кириллица, 漢字 and \uD83D\uDE00");
    execution.complete();
  }

  private HttpResponse<byte[]> report(String format) {
    return get("/api/v1/reports/" + ID + "?format=" + format);
  }

  @Test
  void asJson() {
    runSomething();

    HttpResponse<byte[]> answer = report("json");

    JsonNode json = PlainPeer.json(new String(answer.body(), StandardCharsets.UTF_8));
    assertThat(answer.headers().firstValue("content-type"))
        .contains("application/json; charset=utf-8");
    assertThat(json.path("status").asText()).isEqualTo("completed");
    assertThat(json.path("started_at").asText()).isEqualTo("2025-01-27T10:30:00Z");
    assertThat(json.path("duration_seconds").asInt()).isEqualTo(2);
    assertThat(json.path("devices").path(0).asText()).isEqualTo(DEVICE);
    assertThat(json.path("attempts").path(0).path("status").asText()).isEqualTo("retried");
    assertThat(json.path("attempts").path(1).path("duration_seconds").asDouble()).isEqualTo(1.5);
    assertThat(json.path("errors").path(0).path("code").asText()).isEqualTo("MODULE_TIMEOUT");
  }

  @Test
  void asHtmlInWhichNothingIsMarkup() {
    runSomething();

    HttpResponse<byte[]> answer = report("html");

    assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("E_1: &lt;b&gt;no&lt;/b&gt; &amp; &quot;so on&quot;", "кириллица")
        .doesNotContain("<b>");
  }

  @Test
  void asPdf() throws IOException {
    runSomething();

    HttpResponse<byte[]> answer = report("pdf");

    assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
    assertThat(text(answer.body()))
        .contains("Execution " + ID, "1 of 1 successful", "E_1", "Ελληνικά, кириллица, ?? and ?");
    assertThat(get("/api/v1/reports/" + ID).headers().firstValue("content-type"))
        .contains("application/pdf");
  }

  @Test
  void aLongReportHasManyPages() throws IOException {
    for (int i = 1; i <= 300; i++) {
      execution.stepFailed(DEVICE, "step" + i, "E", "why ".repeat(i % 50));
    }

    try (PDDocument pdf = Loader.loadPDF(report("pdf").body())) {
      assertThat(pdf.getNumberOfPages()).isGreaterThan(10);
      assertThat(new PDFTextStripper().getText(pdf)).contains("step1 ", "step300 ");
    }
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void beforeTheEnd() {
    execution.progress(10, "login");

    String json = new String(report("json").body(), StandardCharsets.UTF_8);

    assertThat(PlainPeer.json(json).path("status").asText()).isEqualTo("running");
    assertThat(PlainPeer.json(json).has("finished_at")).isFalse();
  }

  @Test
  void theLastRunsReportIsThereUntilTheNextOneHasSomethingToSay() {
    runSomething();

    Execution next =
        server.execute(ExecutionPlan.on(DEVICE).withId(UUID.fromString(ID)).withModule(endless()));

    assertThat(reported("status")).isEqualTo("completed");
    next.stepCompleted(DEVICE, "again");
    assertThat(reported("status")).isEqualTo("running");
    next.cancel();
    assertThat(reported("status")).isEqualTo("cancelled");
  }

  private static ExecutionModule endless() {
    return ExecutionModule.code("endless", context -> new CountDownLatch(1).await());
  }

  private String reported(String name) {
    String json = new String(report("json").body(), StandardCharsets.UTF_8);
    return PlainPeer.json(json).path(name).asText();
  }

  @Test
  void whatThereIsNot() {
    assertThat(report("docx").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/reports/nonsense?format=pdf").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/artifacts/screenshots/step_001.png").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/artifacts/screenshots/..%2fx").statusCode()).isEqualTo(404);
  }

  @Test
  void picturesAreKeptAsTheyCame() {
    PlainPeer peer = watcher();
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
    execution.stepCompleted(ExecutionStep.of(DEVICE, "login").withScreenshot(jpeg));
    peer.read("device_status");

    HttpResponse<byte[]> picture = get(peer.read("step_completed").path("screenshot_url").asText());

    assertThat(picture.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(picture.body()).isEqualTo(jpeg);
  }
}
