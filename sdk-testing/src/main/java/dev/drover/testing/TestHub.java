package dev.drover.testing;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub as the tests of one run share it: one connection, made on first need. Safe for any number
 * of threads.
 */
public final class TestHub {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testing");

  /** A killed build must not hang at its end; a hub that lives answers in milliseconds. */
  private static final long SWEEP_SECONDS = 10;

  /** Tests that run in parallel need as many; the server's own default is for one person. */
  private static final int EMBEDDED_VMS = 200;

  private final HubChoice choice;
  private final Leases leases = new Leases();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong invocations = new AtomicLong();
  private @Nullable ReferenceServer server;
  private @Nullable HubClient client;
  private boolean closed;

  TestHub(HubChoice choice) {
    this.choice = choice;
  }

  /**
   * The client that all tests share. One that a test closed is replaced.
   *
   * @return the client, connected when it was made
   * @throws ConnectionException if the hub cannot be reached; it says where its address comes from
   */
  public synchronized HubClient client() {
    requireOpen();
    if (client == null || client.state() == ConnectionState.CLOSED) {
      HubClient fresh = connect();
      fresh.connectionEvents().on(ConnectionEvent.Resubscribed.class, again -> leases.sweep(fresh));
      client = fresh;
    }
    return client;
  }

  /**
   * The embedded server.
   *
   * @return the server, started if it was not yet
   * @throws IllegalStateException if the tests use another hub
   */
  public synchronized ReferenceServer server() {
    requireOpen();
    if (!choice.isEmbedded()) {
      throw new IllegalStateException(
          "there is no ReferenceServer to give: these tests use the hub "
              + choice
              + "; configure no hub, or the hub \"embedded\", where a test needs one of its own");
    }
    if (server == null) {
      server = ReferenceServer.start(ServerOptions.defaults().withMaxVms(EMBEDDED_VMS));
    }
    return server;
  }

  /**
   * A value that all tests share.
   *
   * @param type {@link HubClient} or {@link ReferenceServer}
   * @return the client or the server
   */
  public Object value(Class<?> type) {
    return type == ReferenceServer.class ? server() : client();
  }

  /**
   * Begins an invocation of a test. Nothing is asked of the hub until a VM is needed.
   *
   * @param test the test
   * @return its VMs; the caller ends them
   */
  public TestVms begin(TestMethod test) {
    return new TestVms(this, test);
  }

  Assignment take(TestMethod test, int nth) {
    HubClient connected = client();
    return leases.take(connected, new TestCase(claimId(test, nth), test.steps()));
  }

  /** Gives VMs back, and says what went wrong, if anything. */
  @Nullable Exception giveBack(Set<String> testCaseIds) {
    HubClient current;
    synchronized (this) {
      current = client;
    }
    return current == null ? null : leases.giveBack(current, testCaseIds).orElse(null);
  }

  /**
   * Gives back whatever is left, then closes the connection, then the embedded server; that one
   * ends its VMs by itself.
   */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (client != null) {
      if (!choice.isEmbedded()) {
        sweepLast(client);
      }
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private HubClient connect() {
    String embedded = choice.isEmbedded() ? server().uri().toString() : "";
    ClientOptions options = choice.options(embedded);
    try {
      return HubClient.connect(options);
    } catch (ConnectionException e) {
      throw new ConnectionException(
          e.reason(), "the tests' hub is " + choice + ", and " + e.getMessage(), e);
    }
  }

  private String claimId(TestMethod test, int nth) {
    if (test.testCaseId().isEmpty()) {
      String id = test.name() + "@" + run + "-" + invocations.incrementAndGet();
      leases.claim(id);
      return id;
    }
    String base = test.testCaseId().get();
    String id = nth == 0 ? base : base + "-" + (nth + 1);
    for (int next = nth + 2; !leases.claim(id); next++) {
      id = base + "-" + next;
    }
    return id;
  }

  private void sweepLast(HubClient connected) {
    leases.endAll();
    try {
      leases.sweep(connected).orTimeout(SWEEP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      LOG.debug("the last sweep failed", e);
      LOG.warn(
          "{} may still hold VMs for {} until their leases end: {}",
          choice,
          leases.owed(),
          String.valueOf(e.getCause()));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the test run is over; its connection to a hub is closed");
    }
  }
}
