package dev.drover.internal.session;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.DroverException;
import dev.drover.internal.transport.RestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every user of HTTP gets, whatever is asked: the token's way, and files. */
@Timeout(30)
class RestCallsTest {

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private RestCalls calls;

  @BeforeEach
  void start() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("picture")));
    calls = new RestCalls(ClientOptions.of(server.baseUrl() + "/base").token("secret"));
  }

  @AfterEach
  void stop() {
    calls.close();
    server.stop();
  }

  @Test
  void theTokenGoesToItsOwnServer() {
    String text = calls.await(text("/shots/1.png"));

    assertThat(text).isEqualTo("picture");
    server.verify(
        getRequestedFor(urlEqualTo("/shots/1.png"))
            .withHeader("Authorization", WireMock.equalTo("Bearer secret")));
  }

  @Test
  void theTokenGoesNowhereElse() {
    String elsewhere = "http://127.0.0.1:" + server.port() + "/shots/1.png";

    assertThat(calls.await(text(elsewhere))).isEqualTo("picture");

    server.verify(getRequestedFor(urlEqualTo("/shots/1.png")).withoutHeader("Authorization"));
  }

  @Test
  void anAnswerMayGoToAFile(@TempDir Path directory) {
    Path file = directory.resolve("1.png");

    int status = calls.await(download(file));

    assertThat(status).isEqualTo(200);
    assertThat(file).hasContent("picture");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed(@TempDir Path directory) throws Exception {
    Path occupied = Files.writeString(directory.resolve("occupied"), "");

    assertThatThrownBy(() -> calls.await(download(occupied.resolve("1.png"))))
        .isInstanceOf(DroverException.class)
        .isNotInstanceOf(ConnectionException.class)
        .hasMessageContainingAll("the download", "occupied", "check the path");
  }

  @Test
  void whatIsNotThereIsRefused() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("no such shot")));

    assertThatThrownBy(() -> calls.await(text("/shots/2.png")))
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.httpStatus()).hasValue(404))
        .hasMessageContainingAll("the shot", "no such shot");
  }

  private RestCall<String> text(String link) {
    return RestCall.of(
        "the shot",
        Duration.ofSeconds(10),
        "ask again",
        RestRequest.get(calls.address().resolve(link)),
        answer -> {
          if (!answer.response().isSuccess()) {
            throw RestFailures.refused("the shot", answer, answer.words());
          }
          return answer.response().text();
        });
  }

  private RestCall<Integer> download(Path file) {
    return new RestCall<>(
        "the download",
        Duration.ofSeconds(10),
        "ask again",
        RestRequest.get(calls.address().below("/shots/1.png")),
        (transport, request) -> transport.download(request, file, 1000),
        RestAnswer::status);
  }
}
