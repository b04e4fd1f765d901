package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of executions when their server is closed. */
class ExecutionsOfAClosedServerTest extends WithExecution {

  @Test
  void theyAreCancelledAndThoseWhoWatchAreTold() {
    execution.progress(10, "step");
    PlainPeer peer = watcher();

    server.close();

    assertThat(peer.read("execution_completed").path("status").asText()).isEqualTo("cancelled");
    assertThat(peer.closeCode()).isEqualTo(1001);
    assertThat(execution.await(Duration.ofSeconds(10)).status())
        .isEqualTo(ExecutionStatus.CANCELLED);
  }

  @Test
  void modulesAreInterrupted() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    server.execute(
        ExecutionPlan.on(DEVICE)
            .withModule(
                ExecutionModule.code(
                    "hangs",
                    context -> {
                      begun.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } finally {
                        interrupted.countDown();
                      }
                    })));
    begun.await();

    server.close();

    interrupted.await();
  }

  @Test
  void nothingIsLeftToBeDoneLater() {
    execution.device(DEVICE);
    execution.progress(10, "step").log(DEVICE, "line");
    server.execution("00000000-0000-0000-0000-000000000001").complete();

    server.close();
    clock().advance(Duration.ofSeconds(1));

    assertThat(clock().toString()).endsWith(" 0 timers]");
  }
}
