package dev.drover.reference.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.reference.ServerOptions;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP requests on their way to who answers them, and back. */
class WebServerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int MOST = 1 << 20;

  private final BlockingQueue<CompletableFuture<HttpAnswer>> asked = new LinkedBlockingQueue<>();
  private final Routes routes =
      new Routes()
          .on("POST", "/echo/{id}", WebServerTest::echo)
          .on("GET", "/bytes", r -> HttpAnswer.bytes("image/png", new byte[] {1, 0, -1}).now())
          .on("GET", "/token", r -> HttpAnswer.text(r.token() + " " + r.isAuthorized()).now())
          .unguarded("/token")
          .on("POST", "/later", this::later)
          .on("GET", "/throws", r -> fail())
          .on("GET", "/fails", r -> CompletableFuture.failedFuture(new AssertionError("late")));
  private WebServer server = start(ServerOptions.defaults().withMaxFrameBytes(MOST));

  private WebServer start(ServerOptions options) {
    RecordingJournal journal = new RecordingJournal(Optional.empty());
    return WebServer.start(options, routes, journal, new FaultRules(), new PeerIds());
  }

  private static CompletableFuture<HttpAnswer> echo(WebRequest request) {
    String id = request.parameter("id") + request.query("q").orElse("");
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return HttpAnswer.text(id + " " + request.header("x-a").orElse("-") + " " + body).now();
  }

  private CompletableFuture<HttpAnswer> later(WebRequest request) {
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  private static CompletableFuture<HttpAnswer> fail() {
    throw new IllegalStateException("at once");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return HTTP.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).build(), BodyHandlers.ofString());
  }

  private Socket raw(String text) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private CompletableFuture<HttpAnswer> next() throws Exception {
    return assertThat(asked.poll(10, TimeUnit.SECONDS)).isNotNull().actual();
  }

  private static String post(String path) {
    return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
  }

  @Test
  void aRequestArrivesWhole() throws Exception {
    HttpRequest request =
        request("/echo/a%3Ab?q=%20c")
            .header("X-A", "h")
            .POST(BodyPublishers.ofString("bödy"))
            .build();

    assertThat(HTTP.send(request, BodyHandlers.ofString()).body()).isEqualTo("a:b c h bödy");
  }

  @Test
  void anAnswerMayBeBytes() throws Exception {
    HttpResponse<byte[]> answer = HTTP.send(request("/bytes").build(), BodyHandlers.ofByteArray());

    assertThat(answer.body()).containsExactly(1, 0, -1);
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
  }

  @Test
  void otherMethodsAreRefusedWithThoseThatAreKnown() throws Exception {
    HttpResponse<String> answer = get("/echo/a");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
    assertThat(post("/bytes", "").headers().firstValue("allow")).contains("GET, HEAD");
  }

  @Test
  void largeBodiesAreTakenAndLargerOnesRefused() throws Exception {
    assertThat(post("/echo/a", "x".repeat(MOST)).body()).hasSize(MOST + 4);

    HttpResponse<String> refused = post("/echo/a", "x".repeat(MOST + 1));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("TOO_LARGE", "1048576");
  }

  @Test
  void aBodyWithoutLengthIsBoundedToo() throws Exception {
    byte[] large = new byte[3 * MOST];
    HttpRequest chunked =
        request("/echo/a")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
            .build();

    assertThat(HTTP.send(chunked, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
  }

  @Test
  void failuresAreAnswered() throws Exception {
    assertThat(get("/throws").statusCode()).isEqualTo(500);
    assertThat(get("/fails").body()).contains("INTERNAL_ERROR").doesNotContain("late");
  }

  @Test
  void anAnswerMayComeLaterWhileOthersAreServed() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        HTTP.sendAsync(
            request("/later").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    CompletableFuture<HttpAnswer> answer = next();

    for (int i = 0; i < 4; i++) {
      assertThat(get("/bytes").statusCode()).isEqualTo(200);
    }
    assertThat(slow).isNotDone();
    answer.complete(HttpAnswer.json("{}".getBytes(StandardCharsets.UTF_8)));
    assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("{}");
  }

  @Test
  void requestsInOneGoAreAnsweredInOrder() throws Exception {
    try (Socket socket = raw(post("/later") + post("/echo/b") + post("/later"))) {
      CompletableFuture<HttpAnswer> first = next();
      assertThat(asked).isEmpty();

      first.complete(HttpAnswer.text("one"));
      next().complete(HttpAnswer.text("three"));

      InputStream in = socket.getInputStream();
      StringBuilder text = new StringBuilder();
      while (!text.toString().endsWith("three")) {
        text.append((char) in.read());
      }
      assertThat(text.toString()).containsSubsequence("one", "b - ", "three");
    }
  }

  @Test
  void nobodyWaitsForWhoIsGone() throws Exception {
    CompletableFuture<HttpAnswer> answer;
    try (Socket socket = raw(post("/later"))) {
      answer = next();
      assertThat(socket.isConnected()).isTrue();
    }

    await().until(answer::isCancelled);
  }

  @Test
  void anAnswerMayTakeLongerThanASilentConnectionMayStay() throws Exception {
    server.close();
    server = start(ServerOptions.defaults().withRegistrationTimeout(Duration.ofMillis(100)));
    try (Socket idle = raw("");
        Socket asking = raw(post("/later"))) {
      CompletableFuture<HttpAnswer> answer = next();

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      answer.complete(HttpAnswer.text("patience"));

      assertThat(new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("patience");
    }
  }

  @Test
  void aConnectionIsKeptAfterARefusal() throws Exception {
    try (Socket socket = raw("GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n" + post("/later"))) {
      next().complete(HttpAnswer.text("still there"));

      assertThat(socket.getInputStream().readNBytes(12))
          .startsWith("HTTP/1.1 404".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void theTokenIsForWhatIsGuarded() throws Exception {
    server.close();
    server = start(ServerOptions.defaults().withToken("right"));

    assertThat(get("/bytes").statusCode()).isEqualTo(401);
    assertThat(get("/bytes?token=right").statusCode()).isEqualTo(200);
    assertThat(get("/token?token=wrong").body()).isEqualTo("Optional[wrong] false");
    assertThat(get("/token?token=right").body()).isEqualTo("Optional[right] true");
  }

  @Test
  void pagesOfStrangersChangeNothing() throws Exception {
    String evil = "POST /later HTTP/1.1\r\nHost: h\r\nOrigin: http://evil.example\r\n\r\n";
    try (Socket socket = raw(evil)) {
      assertThat(socket.getInputStream().readNBytes(12))
          .startsWith("HTTP/1.1 403".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(asked).isEmpty();
  }
}
