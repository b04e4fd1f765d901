package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.ClientOptions;
import dev.drover.Limits;
import dev.drover.internal.transport.RestFailure.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RestTransportTest {

  private static final String OK = "HTTP/1.1 200 OK\nX-From: here\nContent-Length: 2\n\nok";

  private RawServer server;
  private RestTransport transport;

  @BeforeEach
  void start() throws IOException {
    server = RawServer.start();
    ClientOptions options = ClientOptions.of("http://" + server.hostAndPort());
    transport = new RestTransport(options.limits(Limits.DEFAULT.withMaxMessageBytes(1000)));
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    server.close();
  }

  @Test
  void anAnswerHasStatusHeadersAndBody() throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(RestRequest.get(uri("/x?y=1")));
    server.accept().answer(OK);

    RestResponse response = answer.get(5, TimeUnit.SECONDS);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("x-from")).contains("here");
    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void jsonIsPostedWithTheToken() throws Exception {
    transport.send(RestRequest.post(uri("/send"), "{}".getBytes(UTF_8)).token("abc"));

    String head = server.accept().readHead();

    assertThat(head).startsWith("POST /send HTTP/1.1\r\n");
    assertThat(head.lines())
        .contains("Authorization: Bearer abc", "Content-Type: application/json")
        .noneMatch(line -> line.startsWith("Upgrade"));
  }

  @Test
  void aRedirectIsAnAnswer() throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(get().token("abc"));
    server.accept().answer("HTTP/1.1 302 Found\nLocation: /else\nContent-Length: 0\n\n");

    assertThat(answer.get(5, TimeUnit.SECONDS).status()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 100\n\nhalf of it",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n",
        "HTTP/1.1 200 OK\nContent-",
        ""
      })
  void anAnswerThatBreaksOffIsLost(String half) throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(post());
    server.accept().answer(half).close();

    assertThat(failure(answer).kind()).isEqualTo(Kind.LOST);
  }

  @Test
  void aResetIsALoss() throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(post());
    RawPeer peer = server.accept();
    peer.readHead();
    peer.reset();

    assertThat(failure(answer).kind()).isEqualTo(Kind.LOST);
  }

  @Test
  void whatIsNoHttpIsNamed() throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(get());
    server.accept().answer("SSH-2.0-OpenSSH_9.6\n").close();

    RestFailure failure = failure(answer);

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(failure).hasMessageContaining("no HTTP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 1000000000\n\n",
        "HTTP/1.1 500 Oh\nTransfer-Encoding: chunked\n\nffffff\n",
        "HTTP/1.0 200 OK\n\n"
      })
  void noMoreThanTheBoundIsTaken(String head) throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(get());
    RawPeer peer = server.accept().answer(head);

    peer.writeUntilRefused(new byte[500]);

    assertThat(failure(answer).kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(failure(answer)).hasMessageContaining("1000 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\nContent-Length: 9\n\nhalf"})
  void cancellingEndsTheExchange(String begun) throws Exception {
    CompletableFuture<RestResponse> answer = transport.send(get());
    RawPeer peer = server.accept().answer(begun);

    answer.cancel(true);

    peer.awaitEnd();
    assertThat(answer).isCancelled();
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    transport.send(get());
    RawPeer peer = server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 9\n\nhalf");

    transport.close();

    peer.awaitEnd();
    assertThat(failure(transport.send(get())).kind()).isEqualTo(Kind.CLOSED);
  }

  @Test
  void nobodyListens() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    RestFailure failure =
        failure(transport.send(RestRequest.get(URI.create("http://127.0.0.1:" + free))));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("nobody listens");
  }

  @Test
  void aNameThatNobodyKnows() {
    URI unknown = URI.create("http://known-to-nobody.invalid/");

    RestFailure failure = failure(transport.send(RestRequest.get(unknown)));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no address");
  }

  @Test
  void aTokenThatNoHeaderMayHaveIsNotQuoted() {
    RestFailure failure = failure(transport.send(get().token("secret\n")));

    assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
  }

  @Test
  void waitingForTheConnectionInVainIsNoLoss() {
    Exception thrown = new CompletionException(new HttpConnectTimeoutException("timed out"));

    assertThat(RestFailure.of(thrown).kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
  }

  @Test
  void endlessConnectTimeoutsAreNoTrouble() throws Exception {
    ClientOptions options =
        ClientOptions.of("http://" + server.hostAndPort())
            .connectTimeout(Duration.ofSeconds(Long.MAX_VALUE));
    try (RestTransport patient = new RestTransport(options)) {
      CompletableFuture<RestResponse> answer = patient.send(get());
      server.accept().answer(OK);

      assertThat(answer.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }

  @Test
  void aProxyThatCannotCarryHttpIsRefusedAtOnce() {
    Proxy socks = new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy", 1080));
    ClientOptions options = ClientOptions.of("http://host").proxy(socks);

    assertThatThrownBy(() -> new RestTransport(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTP proxies only");
  }

  private RestRequest get() {
    return RestRequest.get(uri("/"));
  }

  /** Unlike others it is never repeated: it may have been carried out. */
  private RestRequest post() {
    return RestRequest.post(uri("/"), new byte[0]);
  }

  private URI uri(String path) {
    return URI.create("http://" + server.hostAndPort() + path);
  }

  private static RestFailure failure(CompletableFuture<RestResponse> answer) {
    ExecutionException thrown =
        catchThrowableOfType(ExecutionException.class, () -> answer.get(10, TimeUnit.SECONDS));
    assertThat(thrown).hasCauseInstanceOf(RestFailure.class);
    return (RestFailure) Objects.requireNonNull(thrown.getCause());
  }
}
