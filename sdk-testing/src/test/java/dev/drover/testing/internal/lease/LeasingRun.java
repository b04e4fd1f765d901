package dev.drover.testing.internal.lease;

import dev.drover.hub.HubClient;
import dev.drover.hub.LeaseTerms;
import dev.drover.hub.SpinUpOptions;
import dev.drover.hub.TestCase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A run in a JVM of its own that takes two VMs, says so, and waits to be killed. */
final class LeasingRun {

  private LeasingRun() {}

  /** Hub, folder, run id, seconds. */
  public static void main(String[] args) throws InterruptedException {
    URI hub = URI.create(args[0]);
    Duration ttl = Duration.ofSeconds(Long.parseLong(args[3]));
    LeaseJournal journal = LeaseJournal.open(new JournalFolder(Path.of(args[1])), hub, args[2]);
    HubClient client = HubClient.connect(args[0]);
    LeaseKeeper keeper = LeaseKeeper.start(() -> client, args[2], ttl, Set::of, lost -> {});
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  keeper.close();
                  client.releaseRun(args[2]).forEach(journal::returned);
                  journal.close();
                }));
    LeaseTerms terms = new LeaseTerms(args[2], Owner.thisProcess().words(), ttl);
    for (String testCase : new String[] {"a", "b"}) {
      journal.taking(testCase);
      client.spinUp(TestCase.of(testCase), SpinUpOptions.defaults().withLease(terms));
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
