package dev.drover.execution;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Screenshots and reports over HTTP. */
@Timeout(30)
class DownloadTest {

  private static final String SCREENSHOT = "/api/v1/artifacts/screenshots/step_001.png";
  private static final String REPORT = "/api/v1/reports/1?format=pdf";
  private static final byte[] BYTES = {1, 2, 3, -1};

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private HandPlayedServer played;
  private final Path folder;

  DownloadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    URI uri = URI.create(server.baseUrl().replace("http:", "ws:") + "/some/path");
    played =
        HandPlayedServer.connected(
            o -> o.uri(uri).token(() -> "s3cret-token").requestTimeout(Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() {
    played.close();
    server.stop();
  }

  @Test
  void aScreenshotIsFetchedWithTheToken() throws Exception {
    answers(aResponse().withBody(BYTES));

    assertThat(played.client.downloadScreenshot(step(SCREENSHOT))).isEqualTo(BYTES);
    assertThat(played.client.downloadScreenshotAsync(step(SCREENSHOT)).get(5, TimeUnit.SECONDS))
        .isEqualTo(BYTES);
    server.verify(
        2,
        getRequestedFor(urlEqualTo(SCREENSHOT))
            .withHeader("Authorization", equalTo("Bearer s3cret-token")));
  }

  @Test
  void aReportGoesToAFile() throws Exception {
    answers(aResponse().withBody(BYTES));
    Path file = folder.resolve("new/report.pdf");

    assertThat(played.client.downloadReport(completed(REPORT), file)).isEqualTo(file);
    assertThat(file).hasBinaryContent(BYTES);
    played.client.downloadReportAsync(completed(REPORT), file).get(5, TimeUnit.SECONDS);
    server.verify(2, getRequestedFor(urlEqualTo(REPORT)));
  }

  @ParameterizedTest
  @CsvSource({"404, REFUSED", "401, UNAUTHORIZED", "500, REFUSED", "302, REFUSED"})
  void whatTheServerRefusesLeavesNoFile(int status, Reason reason) {
    answers(aResponse().withStatus(status).withBody("no, s3cret-token"));
    Path file = folder.resolve("report.pdf");

    assertThatThrownBy(() -> played.client.downloadReport(completed(REPORT), file))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("the report of execution")
        .hasMessageContaining("HTTP " + status)
        .hasMessageNotContaining("s3cret-token")
        .extracting(e -> ((ConnectionException) e).reason())
        .isEqualTo(reason);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aReportThatBreaksOffLeavesNoFile() {
    answers(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

    assertThatThrownBy(
            () -> played.client.downloadReport(completed(REPORT), folder.resolve("report.pdf")))
        .isInstanceOf(ConnectionException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> played.client.downloadReport(completed(REPORT), file.resolve("x/y")))
        .isInstanceOf(DroverException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aDownloadHasADeadline() {
    answers(aResponse().withFixedDelay(3000));
    ClientOptions hasty = ClientOptions.of(server.baseUrl()).requestTimeout(Duration.ofMillis(200));

    try (Downloads downloads = new Downloads(hasty)) {
      assertThatThrownBy(() -> downloads.calls().await(downloads.screenshot(step("/x"))))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("the screenshot of step 1");
    }
  }

  @Test
  void theTokenGoesToNobodyElse() {
    WireMockServer other = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    other.start();
    other.stubFor(any(anyUrl()).willReturn(aResponse().withBody(BYTES)));

    assertThat(played.client.downloadScreenshot(step(other.baseUrl() + "/x"))).isEqualTo(BYTES);
    other.verify(getRequestedFor(urlEqualTo("/x")).withHeader("Authorization", absent()));
    other.stop();
  }

  @Test
  void whatIsNotThereCannotBeAskedFor() {
    assertThatThrownBy(() -> played.client.downloadScreenshot(step(null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> played.client.downloadReport(completed(null), folder.resolve("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> played.client.downloadScreenshot(step("no address :")))
        .isInstanceOf(DroverException.class)
        .hasMessageContaining("no address :");
  }

  @Test
  void afterClosingNothingIsFetched() {
    played.client.close();

    assertThatThrownBy(() -> played.client.downloadScreenshot(step(SCREENSHOT)))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("connect anew");
  }

  private void answers(ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  private static StepCompleted step(@Nullable String url) {
    return new StepCompleted(
        "e", "d", "1", "m", "completed", Optional.empty(), Optional.ofNullable(url), Instant.EPOCH);
  }

  private static ExecutionCompleted completed(@Nullable String url) {
    return new ExecutionCompleted(
        "1",
        "completed",
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.ofNullable(url),
        Instant.EPOCH);
  }
}
