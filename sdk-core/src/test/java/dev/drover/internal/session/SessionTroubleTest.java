package dev.drover.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Handover;
import dev.drover.internal.transport.CloseInfo.Kind;
import dev.drover.internal.transport.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bad moments, and users' code that fails: a session goes on or ends, it never stays in between.
 */
@Timeout(20)
class SessionTroubleTest {

  private final FakeTransports transports = new FakeTransports();
  private ClientOptions options =
      ClientOptions.of("ws://fake:1").backoff(Backoff.fixed(Duration.ofMillis(1)));

  @RepeatedTest(5)
  void aConnectionThatEndsInTheMomentItIsReadyIsMadeAgain() throws Exception {
    options = options.retryFirstConnect(true);
    Session session = session(transports);
    session.connect();
    for (int i = 0; i < 200; i++) {
      FakeTransports.Fake fake = transports.next();
      fake.listener.onOpen();
      CyclicBarrier start = new CyclicBarrier(2);
      Thread pong = race(start, fake.listener::onPong);
      Thread end = race(start, () -> fake.breaks(Kind.LOST, 1006, "reset"));
      pong.join();
      end.join();
    }

    transports.nextConnected();

    await().until(() -> session.state() == ConnectionState.CONNECTED);
    session.close();
  }

  private static Thread race(CyclicBarrier start, Runnable racer) {
    return DaemonThreads.start(
        "racer",
        () -> {
          try {
            start.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          racer.run();
        });
  }

  @Test
  void aBackoffThatThrowsEndsTheSession() throws Exception {
    options =
        options.backoff(
            attempt -> {
              throw new IllegalStateException("no idea");
            });
    Session session = session(transports);
    session.connect();

    transports.nextConnected().breaks(Kind.LOST, 1006, "reset");

    assertThatThrownBy(() -> session.closed().get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionException.class);
  }

  @Test
  void aTransportThatCannotEvenStartFailsTheConnect() {
    Session session =
        session(
            (options, token, listener) -> {
              throw new OutOfMemoryError("unable to create native thread");
            });

    assertThatThrownBy(() -> session.connect().get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionException.class)
        .hasMessageContaining("native thread");
    assertThat(session.state()).isEqualTo(ConnectionState.CLOSED);
  }

  @Test
  void everNewTokensThatAreRefusedAreTriedAtTheBackoffsPace() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    List<Integer> backedOff = new CopyOnWriteArrayList<>();
    options =
        options
            .token(() -> "token-" + asked.incrementAndGet())
            .backoff(
                attempt -> {
                  backedOff.add(attempt);
                  return Optional.of(Duration.ofMillis(1));
                });
    Session session = session(transports);
    session.connect();
    transports.nextConnected().breaks(Kind.LOST, 1006, "reset");

    for (int i = 0; i < 4; i++) {
      transports.next().refused(401);
    }
    transports.next();

    assertThat(backedOff).containsExactly(1, 3, 4, 5);
    session.close();
  }

  @Test
  void aMessageThatCannotBeHandledHarmsNothing() throws Exception {
    List<String> reported = new CopyOnWriteArrayList<>();
    options = options.onError(e -> reported.add(e.getMessage()));
    Session session = session(transports);
    session.connect();
    FakeTransports.Fake server = transports.nextConnected();

    server.receives("bug");

    await().until(() -> reported.stream().anyMatch(e -> e.contains("could not be handled")));
    assertThat(session.state()).isEqualTo(ConnectionState.CONNECTED);
    session.close();
  }

  @Test
  void aDeadlineHoldsEvenIfItsMessageCannotBeWritten() {
    AtomicBoolean thrown = new AtomicBoolean();
    PendingRequests<String> table =
        new PendingRequests<>(
            DaemonThreads.executor(),
            false,
            10,
            () -> {
              if (thrown.compareAndSet(false, true)) {
                throw new IllegalStateException("asked in a bad moment");
              }
              return "connected";
            });
    Request request = new Request("1", "x", Duration.ofMillis(20), "", false);

    assertThatThrownBy(() -> table.open(request, a -> true, a -> a).get(5, TimeUnit.SECONDS))
        .hasMessageContaining("got no answer");
    table.close();
  }

  @Test
  void aBlockingCallbackOfAnExecutorThatRunsOnTheSpotCostsNobodyElseADeadline() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    PendingRequests<String> blocked =
        new PendingRequests<>(new Handover(Runnable::run), false, 10, () -> "connected");
    PendingRequests<String> other =
        new PendingRequests<>(DaemonThreads.executor(), false, 10, () -> "connected");
    Request soon = new Request("1", "x", Duration.ofMillis(10), "", false);
    Request later = new Request("2", "y", Duration.ofMillis(100), "", false);

    blocked.open(soon, a -> true, a -> a).whenComplete((value, failure) -> gate.join());

    assertThatThrownBy(() -> other.open(later, a -> true, a -> a).get(5, TimeUnit.SECONDS))
        .hasMessageContaining("got no answer");
    gate.complete(null);
    blocked.close();
    other.close();
  }

  @Test
  void everyCallbackKnowsThatItIsOne() {
    Dispatcher dispatcher = dispatcher();
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger unaware = new AtomicInteger();
    int rounds = 50_000;

    for (int i = 0; i < rounds; i++) {
      dispatcher.guaranteed(
          () -> {
            if (!dispatcher.isCurrentThread()) {
              unaware.incrementAndGet();
            }
            ran.incrementAndGet();
          });
      if (i % 3 == 0) {
        Thread.onSpinWait();
      }
    }

    await().until(() -> ran.get() == rounds);
    assertThat(unaware).hasValue(0);
  }

  @Test
  void aStuckCallbackCostsThePatienceOnceOnly() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    Dispatcher dispatcher =
        new Dispatcher(DaemonThreads.executor(), 1, 300, new ErrorSink(options));
    dispatcher.guaranteed(gate::join);
    AtomicInteger added = new AtomicInteger();

    DaemonThreads.start(
        "producer",
        () -> {
          for (int i = 0; i < 100; i++) {
            dispatcher.guaranteed(() -> {});
            added.incrementAndGet();
          }
        });

    await().atMost(Duration.ofSeconds(5)).until(() -> added.get() == 100);
    gate.complete(null);
  }

  private Session session(Transports made) {
    return new Session(options, made, dispatcher(), new ErrorSink(options), new Protocol());
  }

  private Dispatcher dispatcher() {
    return new Dispatcher(DaemonThreads.executor(), 1000, 30_000, new ErrorSink(options));
  }

  private static final class Protocol implements SessionProtocol {
    @Override
    public byte[] greeting() {
      return new byte[] {'h', 'i'};
    }

    @Override
    public Optional<String> refusal(byte[] frame) {
      return Optional.empty();
    }

    @Override
    public void onFrame(byte[] frame) {
      throw new NullPointerException("a bug");
    }

    @Override
    public void onConnected(FrameSender sender, boolean again) {
      // Nothing to resume.
    }

    @Override
    public void onDisconnected(ConnectionException cause) {
      // Nothing to end.
    }

    @Override
    public void onClosed(ConnectionException cause) {
      // Nothing to end.
    }
  }
}
