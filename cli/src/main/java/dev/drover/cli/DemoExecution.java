package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.reference.Execution;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.ModuleContext;
import dev.drover.reference.ReferenceServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An execution worth watching, over VMs that run real commands, again and again. */
final class DemoExecution {

  private static final Logger log = LoggerFactory.getLogger(DemoExecution.class);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** What fails at once would otherwise be tried again without end, and each round is kept. */
  private static final long PAUSE_AFTER_FAILURE_SECONDS = 1;

  private final ReferenceServer server;
  private final UUID id;
  private final List<String> devices;

  DemoExecution(ReferenceServer server, UUID id, List<String> devices) {
    this.server = server;
    this.id = id;
    this.devices = devices;
  }

  /** Starts the VMs and the first round; the others follow by themselves, as long as we run. */
  void start() {
    devices.forEach(server::startVm);
    Execution first = server.execute(plan());
    Thread thread = new Thread(() -> goOn(first), "drover-demo-execution");
    thread.setDaemon(true);
    thread.start();
  }

  private void goOn(Execution first) {
    Execution round = first;
    try {
      while (true) {
        if (!round.await(LONGEST).isSuccess()) {
          TimeUnit.SECONDS.sleep(PAUSE_AFTER_FAILURE_SECONDS);
        }
        // At once: whoever comes while none is under way is turned away.
        round = server.execute(plan());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DroverException e) {
      log.warn("the demonstration has ended", e);
    }
  }

  private ExecutionPlan plan() {
    return ExecutionPlan.on(devices.toArray(String[]::new))
        .withId(id)
        .withModule(ExecutionModule.command("look_around", "uname -a; pwd; date; sleep 1"))
        .withModule(
            ExecutionModule.command(
                "unpack",
                "i=1; while [ $i -le 20 ]; do echo unpacking part $i of 20; i=$((i+1)); sleep 0.5; done"))
        .withModule(
            ExecutionModule.command(
                    "succeeds_the_second_time",
                    "if [ -f tried ]; then rm tried; echo it works now; else touch tried; echo not yet >&2; exit 1; fi")
                .withRetries(1))
        .withModule(ExecutionModule.code("take_a_picture", DemoExecution::takeAPicture));
  }

  private static void takeAPicture(ModuleContext context) {
    context.log("a picture of " + context.device().id() + " is at " + context.screenshot());
  }
}
