package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final int SENDERS = 8;
  private static final int MESSAGES = 2000;

  @Test
  void eachSendersMessagesStayInOrderAndWhole() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    try (Connected connected = Connected.open()) {
      List<Future<?>> sending = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        int number = sender;
        sending.add(threads.submit(() -> sendAll(connected.transport, number)));
      }

      int[] next = new int[SENDERS];
      for (int i = 0; i < SENDERS * MESSAGES; i++) {
        if (i % 50 == 0) {
          connected.peer.write(ServerFrames.text("still here")); // Lets callers write themselves.
        }
        String[] parts = connected.peer.readFrame().text().split(" ", -1);
        int sender = Integer.parseInt(parts[0]);
        assertThat(Integer.parseInt(parts[1])).isEqualTo(next[sender]++);
        assertThat(parts[2]).hasSize(length(sender, next[sender] - 1));
      }
      assertThat(Arrays.stream(next).boxed()).containsOnly(MESSAGES);
      for (Future<?> sender : sending) {
        sender.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void sendAll(Transport transport, int sender) throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      byte[] text = (sender + " " + i + " " + "x".repeat(length(sender, i))).getBytes(UTF_8);
      if (i % 3 == 0) {
        transport.sendWaiting(text, Duration.ofSeconds(10));
      } else {
        transport.send(text);
      }
    }
    return null;
  }

  /** Mostly small, now and then larger than every buffer on the way. */
  private static int length(int sender, int message) {
    return message % 500 == sender ? 150_000 : message % 97;
  }
}
