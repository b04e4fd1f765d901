package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends that wait until the message has left, behind more than a peer takes that does not read. */
@Timeout(30)
class SendThroughTest {

  private static final int MORE_THAN_BUFFERS_HOLD = 12 << 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Connected connected;

  @BeforeEach
  void connect() throws Exception {
    connected = Connected.open(options -> options);
  }

  @AfterEach
  void close() throws Exception {
    connected.close();
    threads.shutdownNow();
  }

  @Test
  void returnsAtOnceWhenThePeerReads() throws Exception {
    threads.submit(connected.peer::awaitEnd);

    for (int i = 0; i < 1000; i++) {
      sendThrough();
    }

    assertThat(connected.transport.queuedBytes()).isZero();
  }

  @Test
  void waitsForWhatIsAheadOfIt() throws Exception {
    Future<?> waiting = sendBehindMuch();
    assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS)).isNotNull();

    threads.submit(connected.peer::awaitEnd);

    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void hearsThatItWasNotSent() throws Exception {
    Future<?> waiting = sendBehindMuch();

    connected.transport.abort("enough");

    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.NOT_OPEN));
  }

  private Future<?> sendBehindMuch() throws TransportException {
    connected.transport.send(new byte[MORE_THAN_BUFFERS_HOLD]);
    return threads.submit(this::sendThrough);
  }

  private Void sendThrough() throws Exception {
    connected.transport.sendWaiting(new byte[10], Duration.ofSeconds(10), true);
    return null;
  }
}
