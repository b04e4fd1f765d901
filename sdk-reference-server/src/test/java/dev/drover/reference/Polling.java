package dev.drover.reference;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A session over long polling, by the JDK's HTTP client. */
final class Polling {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String address;
  private final String sid;

  private Polling(String address, String sid) {
    this.address = address;
    this.sid = sid;
  }

  static Polling open(int port, String path) {
    String address = "http://127.0.0.1:" + port + path + "?EIO=4&transport=polling";
    HttpResponse<String> opened = call("GET", address, "").join();
    if (opened.statusCode() != 200 || !opened.body().startsWith("0{")) {
      throw new AssertionError(opened.statusCode() + " " + opened.body());
    }
    return new Polling(address, PlainPeer.json(opened.body().substring(1)).path("sid").asText());
  }

  String sid() {
    return sid;
  }

  CompletableFuture<HttpResponse<String>> getAsync() {
    return call("GET", address + "&sid=" + sid, "");
  }

  HttpResponse<String> get() {
    return getAsync().join();
  }

  HttpResponse<String> post(String body) {
    return call("POST", address + "&sid=" + sid, body).join();
  }

  static CompletableFuture<HttpResponse<String>> call(
      String method, String address, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
  }
}
