package dev.drover.benchmarks;

import dev.drover.ClientOptions;
import dev.drover.hub.HubClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Drover's hub client asking for the list of VMs: written, correlated, read, typed. */
final class TypedRequests implements Contender {

  private final HubClient hub;

  TypedRequests(int port, boolean inline) {
    hub = HubClient.connect(ClientOptions.of("ws://127.0.0.1:" + port).inlineCompletion(inline));
  }

  @Override
  public void roundTrip() throws Exception {
    // As a program with futures would: by the Async twin, waiting for it.
    hub.listVmsAsync().get(10, TimeUnit.SECONDS);
  }

  @Override
  public void pipelined(int requests, int inFlight) throws Exception {
    Semaphore slots = new Semaphore(inFlight);
    CountDownLatch done = new CountDownLatch(requests);
    AtomicReference<Throwable> failed = new AtomicReference<>();
    for (int i = 0; i < requests; i++) {
      slots.acquire();
      hub.listVmsAsync()
          .whenComplete(
              (vms, failure) -> {
                if (failure != null) {
                  failed.set(failure);
                }
                slots.release();
                done.countDown();
              });
    }
    if (!done.await(60, TimeUnit.SECONDS)) {
      throw new TimeoutException("answers are missing");
    }
    if (failed.get() != null) {
      throw new IllegalStateException(failed.get());
    }
  }

  @Override
  public void close() {
    hub.close();
  }
}
