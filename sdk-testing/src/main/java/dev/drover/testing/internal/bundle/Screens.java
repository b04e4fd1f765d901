package dev.drover.testing.internal.bundle;

import dev.drover.hub.Screenshot;
import dev.drover.hub.Vm;
import dev.drover.testing.internal.bundle.model.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks VMs what they show, all at the same time and all within one limit. */
final class Screens {

  private Screens() {}

  static List<Picture> take(Collection<Vm> vms, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    List<Vm> asked = List.copyOf(vms);
    List<CompletableFuture<Screenshot>> answers = asked.stream().map(Screens::ask).toList();
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      pictures.add(picture(asked.get(i).id(), answers.get(i), deadline, limit));
    }
    return pictures;
  }

  private static CompletableFuture<Screenshot> ask(Vm vm) {
    try {
      return vm.screenshotAsync();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Picture picture(
      String vmId, CompletableFuture<Screenshot> answer, long deadline, Duration limit)
      throws InterruptedException {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      byte[] image = answer.get(left, TimeUnit.NANOSECONDS).bytes();
      return Picture.of(vmId, Instant.now(), image);
    } catch (TimeoutException e) {
      answer.cancel(false);
      String why = "the VM gave none within %d ms; is it still alive?".formatted(limit.toMillis());
      return Picture.missing(vmId, why);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Picture.missing(vmId, String.valueOf(cause.getMessage()));
    }
  }
}
