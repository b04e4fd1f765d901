package dev.drover.backend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.drover.ClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A backend that says what it was told to say, with a client for it. JSON may use single quotes.
 */
final class StubBackend implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final WireMockServer server;
  final BackendClient client;

  private StubBackend(WireMockConfiguration configuration, UnaryOperator<ClientOptions> change) {
    server = new WireMockServer(configuration.dynamicPort());
    server.start();
    client = BackendClient.of(change.apply(options(server.baseUrl())));
  }

  static StubBackend start() {
    return start(options -> options);
  }

  static StubBackend start(UnaryOperator<ClientOptions> change) {
    return new StubBackend(WireMockConfiguration.options(), change);
  }

  /** One that can hold many calls at once. */
  static StubBackend large() {
    return new StubBackend(
        WireMockConfiguration.options()
            .containerThreads(250)
            .asynchronousResponseEnabled(true)
            .jettyAcceptQueueSize(500),
        options -> options);
  }

  static ClientOptions options(String address) {
    return ClientOptions.of(address)
        .connectTimeout(Duration.ofSeconds(5))
        .requestTimeout(Duration.ofSeconds(10))
        .commandTimeout(Duration.ofSeconds(10));
  }

  /** Whatever is asked, the answer is this. */
  StubBackend answers(ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
    return this;
  }

  /** Whatever is asked, the answer is this JSON. */
  StubBackend answers(int status, String json) {
    return answers(json(status, json));
  }

  /** Whatever vm-1 is asked, its final message is this. */
  StubBackend vmSays(String message) {
    server.stubFor(post(urlEqualTo("/api/vm/vm-1/send")).willReturn(json(200, wrapped(message))));
    return this;
  }

  /** vm-1's final messages, one after another. */
  StubBackend vmSaysInTurn(String... messages) {
    for (int i = 0; i < messages.length; i++) {
      server.stubFor(
          post(urlEqualTo("/api/vm/vm-1/send"))
              .inScenario("turns")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
              .willSetStateTo("turn " + (i + 1))
              .willReturn(json(200, wrapped(messages[i]))));
    }
    return this;
  }

  /** The bodies that were sent, in their order. */
  List<JsonNode> sent() {
    List<JsonNode> bodies = new ArrayList<>();
    server.getAllServeEvents().forEach(event -> bodies.add(parse(event.getRequest())));
    Collections.reverse(bodies); // The newest comes first.
    return bodies;
  }

  /** The body of the only request. */
  JsonNode onlySent() {
    List<JsonNode> all = sent();
    if (all.size() != 1) {
      throw new AssertionError("one request expected, but there were " + all);
    }
    return all.get(0);
  }

  static ResponseDefinitionBuilder json(int status, String json) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(json.replace('\'', '"'));
  }

  static String wrapped(String message) {
    return "{'status':'ok','request_id':'ü€-1','vm_id':'vm-1','response':%s}".formatted(message);
  }

  private static JsonNode parse(LoggedRequest request) {
    try {
      return JSON.readTree(request.getBodyAsString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
