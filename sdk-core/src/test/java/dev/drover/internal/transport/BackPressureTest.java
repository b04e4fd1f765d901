package dev.drover.internal.transport;

import static dev.drover.internal.transport.ServerFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that does not read. The timeouts are what a caller would be stuck for otherwise. */
@Timeout(20)
class BackPressureTest {

  private static final int LIMIT = 256 << 10;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Connected connected;
  private Transport transport;

  @BeforeEach
  void open() throws Exception {
    connected =
        Connected.open(
            options ->
                options
                    .limits(Limits.DEFAULT.withMaxQueuedBytes(LIMIT))
                    .heartbeat(Duration.ofMinutes(1)));
    transport = connected.transport;
  }

  @AfterEach
  void close() throws Exception {
    connected.close();
    threads.shutdownNow();
  }

  @Test
  void sendingOverflowsInsteadOfBlocking() throws Exception {
    TransportException overflow = fill(1000);

    assertThat(overflow.kind()).isEqualTo(TransportException.Kind.OVERFLOW);
    assertThat(overflow).hasMessageContaining("limit of " + LIMIT);
    assertThat(transport.queuedBytes()).isBetween(LIMIT - 2000, LIMIT);
    assertThat(connected.listener.closed).as("a full queue is no reason to end").isNotDone();
  }

  @Test
  void aPeerThatTalksButDoesNotReadHurtsNobody() throws Exception {
    Future<TransportException> overflow = threads.submit(() -> fill(100_000));

    for (int i = 0; i < 200; i++) {
      connected.peer.write(ServerFrames.text("message " + i));
    }

    for (int i = 0; i < 200; i++) {
      assertThat(connected.listener.next()).isEqualTo("text message " + i);
    }
    assertThat(overflow.get().kind()).isEqualTo(TransportException.Kind.OVERFLOW);
  }

  @Test
  void sendingAgainWorksOnceThePeerReads() throws Exception {
    fill(1000);
    Future<?> reading = threads.submit(connected.peer::awaitEnd);

    await().until(() -> transport.queuedBytes() == 0);

    transport.send(new byte[1000]);
    transport.abort("enough");
    reading.get();
  }

  @Test
  void waitingSendersGoOnWhenThereIsRoom() throws Exception {
    fill(1000);
    Future<?> waiting = threads.submit(() -> sendWaiting(LONG));
    assertThatThrownBy(() -> waiting.get(100, TimeUnit.MILLISECONDS)).isNotNull();

    threads.submit(connected.peer::awaitEnd);

    waiting.get();
  }

  @Test
  void waitingSendersGiveUpInTime() throws Exception {
    fill(1000);

    assertThatThrownBy(() -> transport.sendWaiting(new byte[1000], Duration.ofMillis(50)))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("50 ms");
  }

  @Test
  void waitingSendersHearOfTheEnd() throws Exception {
    fill(1000);
    Future<?> waiting = threads.submit(() -> sendWaiting(LONG));

    transport.abort("enough");

    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.NOT_OPEN));
  }

  @Test
  void waitingSendersHearOfTheGoodbye() throws Exception {
    fill(1000);
    Future<?> waiting = threads.submit(() -> sendWaiting(LONG));

    transport.close(1000, "");

    assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(TransportException.class);
    assertThat(connected.listener.awaitClosed().kind()).isEqualTo(CloseInfo.Kind.CLOSED_HERE);
  }

  @Test
  void waitingSendersCanBeInterrupted() throws Exception {
    fill(1000);
    Future<?> waiting = threads.submit(() -> sendWaiting(LONG));

    threads.shutdownNow();

    assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void whatCanNeverFitIsRefusedAtOnce() {
    assertThatThrownBy(() -> transport.sendWaiting(new byte[LIMIT], LONG))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("limit of " + LIMIT);
  }

  @Test
  void theReadingThreadMustNotWait() throws Exception {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    connected.listener.during =
        call -> {
          try {
            transport.sendWaiting(new byte[1], LONG);
          } catch (TransportException | InterruptedException | IllegalStateException e) {
            refusal.complete(e);
          }
        };

    connected.peer.write(ServerFrames.text("x"));

    assertThat(refusal).succeedsWithin(LONG).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pingsWithoutEndDoNotFillTheMemory() throws Exception {
    fill(1000);
    byte[] ping = ServerFrames.frame(FIN | FrameReader.PING, new byte[125]);

    for (int i = 0; i < 2000; i++) {
      connected.peer.write(ping);
    }
    connected.peer.write(ServerFrames.text("after"));

    assertThat(connected.listener.next()).isEqualTo("text after");
    assertThat(transport.queuedBytes()).isLessThan(LIMIT + (20 << 10));
  }

  @Test
  void aWriteThatIsStuckForTwoHeartbeatsIsALoss() throws Exception {
    try (Connected impatient =
        Connected.open(options -> options.heartbeat(Duration.ofMillis(50)))) {
      impatient.transport.send(new byte[8 << 20]);

      CloseInfo info = impatient.listener.awaitClosed();

      assertThat(info.kind()).isEqualTo(CloseInfo.Kind.LOST);
      assertThat(info.message()).contains("has taken no data for");
    }
  }

  /** Sends without ever waiting, then until the buffers on the way are full as well. */
  private TransportException fill(int messageBytes) throws InterruptedException {
    try {
      while (true) {
        transport.send(new byte[messageBytes]);
      }
    } catch (TransportException e) {
      fillToTheBrim(messageBytes);
      return e;
    }
  }

  private void fillToTheBrim(int messageBytes) throws InterruptedException {
    try {
      while (true) {
        transport.sendWaiting(new byte[messageBytes], Duration.ofMillis(100));
      }
    } catch (TransportException e) {
      assertThat(e.kind()).isEqualTo(TransportException.Kind.OVERFLOW);
    }
  }

  private Void sendWaiting(Duration timeout) throws Exception {
    transport.sendWaiting(new byte[1000], timeout);
    return null;
  }
}
