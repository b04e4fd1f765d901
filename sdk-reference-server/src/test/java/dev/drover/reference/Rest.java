package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that asks a backend over REST and knows nothing of Drover. */
final class Rest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;

  Rest(ReferenceServer server) {
    base = server.httpUri();
  }

  /** A connection that asks and goes before there is an answer. */
  void askAndGo(String vmId, String body, Runnable asked) throws IOException {
    String json = body.replace('\'', '"');
    String head = "POST /api/vm/%s/send HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s";
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      String request = head.formatted(vmId, json.length(), json);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      asked.run();
    }
  }

  /** An answer: its status and its body. */
  record Answer(int status, JsonNode body) {

    /** What the VM said; the status must be 200. */
    JsonNode response() {
      assertThat(status).as("%s", body).isEqualTo(200);
      return body.path("response");
    }

    Answer is(int expected, String code) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      assertThat(body.path("status").asText()).isEqualTo("error");
      assertThat(body.path("code").asText()).isEqualTo(code);
      assertThat(body.path("message").asText()).isNotBlank();
      return this;
    }
  }

  /** Asks a VM; single quotes stand for double ones. */
  CompletableFuture<Answer> ask(String vmId, String body) {
    return call("POST", "/api/vm/" + vmId + "/send", body.replace('\'', '"'));
  }

  /** Asks and waits for the answer. */
  Answer send(String vmId, String body) {
    return ask(vmId, body).orTimeout(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  CompletableFuture<Answer> command(String vmId, String line, String commandId) {
    return ask(
        vmId,
        "{'message':'%s','message_type':'command','metadata':{'command_id':'%s'}}"
            .formatted(line, commandId));
  }

  Answer get(String path) {
    return call("GET", path, "").join();
  }

  CompletableFuture<Answer> call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(Rest::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), PlainPeer.json(response.body()));
  }
}
