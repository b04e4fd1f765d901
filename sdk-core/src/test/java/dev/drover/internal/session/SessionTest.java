package dev.drover.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.WhileDisconnected;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SessionTest {

  private final FakeTransports transports = new FakeTransports();
  private final RecordingProtocol protocol = new RecordingProtocol();
  private ClientOptions options =
      ClientOptions.of("ws://fake:1/path?token=hidden")
          .backoff(Backoff.fixed(Duration.ofMillis(5)));

  @Test
  void registersAndIsConnectedWithThePong() throws Exception {
    Session session = session();
    CompletableFuture<Void> connected = session.connect();
    FakeTransports.Fake first = transports.next();

    first.listener.onOpen();
    assertThat(first.sent).containsExactly("hello");
    assertThat(first.pings).isEqualTo(1);
    assertThat(session.state()).isEqualTo(ConnectionState.CONNECTING);
    first.listener.onPong();

    connected.get(5, TimeUnit.SECONDS);
    assertThat(session.state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void aPeerThatAnswersNoPingHasAcceptedBySilence() throws Exception {
    options = options.connectTimeout(Duration.ofMillis(200)); // It waits no longer than that.
    CompletableFuture<Void> connected = session().connect();

    transports.next().listener.onOpen();

    connected.get(5, TimeUnit.SECONDS);
  }

  @Test
  void aRefusalWithinSecondsComesBeforeSilenceCounts() throws Exception {
    CompletableFuture<Void> connected = session().connect();
    FakeTransports.Fake first = transports.next();
    first.listener.onOpen();

    // Longer than a machine without load would ever take to refuse.
    await().during(Duration.ofMillis(1500)).until(() -> !connected.isDone());
    first.receives("no: you are not welcome");

    assertThatThrownBy(() -> connected.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("the server refused: you are not welcome");
  }

  @Test
  void whileTheFirstMessageIsReadThereIsNoSilence() throws Exception {
    options = options.connectTimeout(Duration.ofSeconds(1));
    Session session = session();
    CompletableFuture<Void> connected = session.connect();
    FakeTransports.Fake first = transports.next();
    protocol.whileReading =
        () ->
            await()
                .during(Duration.ofMillis(1500))
                .until(() -> session.state() == ConnectionState.CONNECTING);

    first.listener.onOpen();
    first.receives("no: you are not welcome");

    assertThatThrownBy(() -> connected.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("the server refused: you are not welcome");
    assertThat(first.closes).hasSize(1);
  }

  @Test
  void anErrorInsteadOfThePongFailsConnect() throws Exception {
    Session session = session();
    CompletableFuture<Void> connected = session.connect();
    FakeTransports.Fake first = transports.next();

    first.listener.onOpen();
    first.receives("no: you are not welcome");

    assertThatThrownBy(() -> connected.get(5, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ConnectionException.class)
        .hasMessageContaining("you are not welcome");
    assertThat(session.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(first.closes).hasSize(1);
  }

  @Test
  void theFirstAttemptFailsAtOnceUnlessToldToRetry() throws Exception {
    CompletableFuture<Void> connected = session().connect();

    transports.next().breaks(Kind.UNREACHABLE, 1006, "connection refused");

    assertThatThrownBy(() -> connected.get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
        .hasMessageContaining("ws://fake:1/path")
        .hasMessageContaining("connection refused")
        .hasMessageContaining("check host and port")
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void toldToRetryItGoesOnUntilItIsConnected() throws Exception {
    options = options.retryFirstConnect(true);
    CompletableFuture<Void> connected = session().connect();

    transports.next().breaks(Kind.UNREACHABLE, 1006, "connection refused");
    transports.next().breaks(Kind.CONNECT_TIMEOUT, 1006, "silence");
    transports.nextConnected();

    connected.get(5, TimeUnit.SECONDS);
  }

  @Test
  void reconnectsAndReportsWhatHappenedInOrder() throws Exception {
    List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
    Session session = session();
    session.events().onEach(events::add);
    session.connect();
    transports.nextConnected().breaks(Kind.LOST, 1006, "reset");
    transports.nextConnected();

    await().until(() -> events.size() == 5);

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Connected", "Disconnected", "Reconnecting", "Connected", "Resubscribed");
    assertThat(protocol.calls).containsExactly("connected", "disconnected", "reconnected");
  }

  @Test
  void whatAnOlderTransportStillReportsIsDropped() throws Exception {
    Session session = session();
    session.connect();
    FakeTransports.Fake old = transports.nextConnected();
    old.breaks(Kind.LOST, 1006, "reset");
    FakeTransports.Fake current = transports.nextConnected();

    old.receives("late");
    old.breaks(Kind.LOST, 1006, "again");
    current.receives("fresh");

    assertThat(protocol.frames).containsExactly("fresh");
    assertThat(session.state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void aRefusedTokenIsAskedForAnewAndNotTriedTwice() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    options = options.token(() -> "token-" + Math.min(asked.incrementAndGet(), 3));
    Session session = session();
    session.connect();
    transports.nextConnected().breaks(Kind.LOST, 1006, "reset");

    transports.next().refused(401);
    transports.next().refused(401);

    assertThatThrownBy(() -> session.closed().get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED));
    assertThat(transports.tokens).containsExactly("token-1", "token-2", "token-3");
  }

  @Test
  void aPolicyViolationEndsTheSession() throws Exception {
    Session session = session();
    session.connect();

    transports.nextConnected().breaks(Kind.CLOSED_BY_PEER, 1008, "replaced by a newer connection");

    assertThatThrownBy(() -> session.closed().get(5, TimeUnit.SECONDS))
        .hasMessageContaining("the server refused: replaced by a newer connection")
        .hasMessageNotContaining("lost");
    assertThat(session.state()).isEqualTo(ConnectionState.CLOSED);
  }

  @Test
  void theBackoffsEndEndsTheSession() throws Exception {
    options = options.backoff(Backoff.fixed(Duration.ofMillis(1)).maxAttempts(2));
    Session session = session();
    session.connect();
    transports.nextConnected().breaks(Kind.LOST, 1006, "reset");
    transports.next().breaks(Kind.UNREACHABLE, 1006, "refused");
    transports.next().breaks(Kind.UNREACHABLE, 1006, "refused");

    assertThatThrownBy(() -> session.closed().get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThat(transports.made).isEmpty();
  }

  @Test
  void rejectsWhileDisconnectedAndSaysHowItStands() throws Exception {
    options = options.backoff(Backoff.fixed(Duration.ofHours(1)));
    Session session = session();
    session.connect();
    transports.nextConnected().breaks(Kind.LOST, 1006, "cable pulled");
    await().until(() -> session.state() == ConnectionState.RECONNECTING);

    assertThatThrownBy(() -> session.send(bytes("x"), () -> true))
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONNECTED))
        .hasMessageContaining("reconnecting")
        .hasMessageContaining("cable pulled");
    session.close();
  }

  @Test
  void queuesWhileDisconnectedBoundedAndOnlyWhatIsStillWanted() throws Exception {
    options = options.whileDisconnected(WhileDisconnected.queue(2));
    Session session = session();
    session.connect();
    transports.nextConnected().breaks(Kind.LOST, 1006, "reset");
    FakeTransports.Fake second = transports.next();
    session.send(bytes("wanted"), () -> true);
    session.send(bytes("given up"), () -> false);
    assertThatThrownBy(() -> session.send(bytes("too many"), () -> true))
        .isInstanceOf(ConnectionException.class);

    second.listener.onOpen();
    second.listener.onPong();

    assertThat(second.sent).containsExactly("hello", "resume", "wanted");
  }

  @Test
  void aSilentPeerIsPingedAndThenGivenUp() throws Exception {
    options = options.heartbeat(Duration.ofMillis(50));
    Session session = session();
    session.connect();
    FakeTransports.Fake first = transports.nextConnected();

    FakeTransports.Fake second = transports.next();

    assertThat(first.pings).isGreaterThan(1);
    assertThat(protocol.calls).containsExactly("connected", "disconnected");
    second.breaks(Kind.LOST, 1006, "enough");
    session.close();
  }

  @Test
  void closeIsIdempotentAndAllowedInCallbacks() throws Exception {
    Session session = session();
    CompletableFuture<String> closedInCallback = new CompletableFuture<>();
    session
        .events()
        .on(
            ConnectionEvent.Connected.class,
            event -> {
              session.close();
              session.close();
              closedInCallback.complete("done");
            });
    session.connect();
    FakeTransports.Fake first = transports.nextConnected();

    closedInCallback.get(5, TimeUnit.SECONDS);
    session.closed().get(5, TimeUnit.SECONDS);
    assertThat(first.closes).containsExactly("1000");
    assertThat(protocol.calls).containsExactly("connected", "closed");
    assertThatThrownBy(() -> session.send(bytes("x"), () -> true))
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }

  @Test
  void closeWhileConnectingFailsTheConnect() throws Exception {
    Session session = session();
    CompletableFuture<Void> connected = session.connect();
    FakeTransports.Fake first = transports.next();

    session.close();

    assertThatThrownBy(() -> connected.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionException.class);
    assertThat(first.open).isFalse();
  }

  private Session session() {
    ErrorSink errors = new ErrorSink(options);
    Dispatcher dispatcher = new Dispatcher(DaemonThreads.executor(), 1000, 30_000, errors);
    return new Session(options, transports, dispatcher, errors, protocol);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class RecordingProtocol implements SessionProtocol {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> frames = new CopyOnWriteArrayList<>();

    /** What happens while a refusal is looked for. */
    Runnable whileReading = () -> {};

    @Override
    public byte[] greeting() {
      return bytes("hello");
    }

    @Override
    public Optional<String> refusal(byte[] frame) {
      whileReading.run();
      String text = new String(frame, StandardCharsets.UTF_8);
      return text.startsWith("no: ") ? Optional.of(text.substring(4)) : Optional.empty();
    }

    @Override
    public void onFrame(byte[] frame) {
      frames.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void onConnected(FrameSender sender, boolean again) {
      if (again) {
        sender.send(bytes("resume"));
      }
      calls.add(again ? "reconnected" : "connected");
    }

    @Override
    public void onDisconnected(ConnectionException cause) {
      calls.add("disconnected");
    }

    @Override
    public void onClosed(ConnectionException cause) {
      calls.add("closed");
    }
  }
}
