package dev.drover.testing;

import dev.drover.ConnectionState;
import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.VmInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The test cases for which this run asked VMs of one hub, from before the asking until the hub is
 * known to have the VM back.
 */
final class Leases {

  /** How a test case stands. */
  private enum Standing {
    /** A test runs with it. */
    HELD,
    /** The hub is being told that it has ended. */
    RETURNING,
    /** It has ended, and the hub may not know. */
    OWED
  }

  private final Map<String, Standing> byTestCase = new ConcurrentHashMap<>();

  /** Whether the hub was ever seen to offer a way to give VMs back. */
  private volatile boolean hubTakesBack;

  /** Makes an id this run's own, if it is not yet. */
  boolean claim(String testCaseId) {
    return byTestCase.putIfAbsent(testCaseId, Standing.HELD) == null;
  }

  /** Asks for the VM of a test case that is claimed. */
  Assignment take(HubClient client, TestCase testCase) {
    try {
      Assignment assignment = client.spinUp(testCase);
      hubTakesBack |= !client.extensions().isEmpty();
      return assignment;
    } catch (RemoteException e) {
      byTestCase.remove(testCase.id());
      throw e;
    } catch (RuntimeException e) {
      // Without an answer nobody knows whether a VM was assigned.
      byTestCase.put(testCase.id(), Standing.OWED);
      throw e;
    }
  }

  /**
   * Gives VMs back and waits until the hub has them. What fails stays owed.
   *
   * @return what went wrong, if anything
   */
  Optional<DroverException> giveBack(HubClient client, Collection<String> testCaseIds) {
    CompletableFuture<?>[] answers =
        testCaseIds.stream()
            .filter(id -> byTestCase.replace(id, Standing.HELD, Standing.RETURNING))
            .map(id -> giveBack(client, id))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(answers).join();
      return Optional.empty();
    } catch (CompletionException e) {
      if (client.state() == ConnectionState.CONNECTED) {
        sweep(client);
      }
      return Optional.of(notReturned(testCaseIds, e.getCause() == null ? e : e.getCause()));
    }
  }

  /**
   * Gives back what is owed and the hub still lists. The listing comes first also because after its
   * answer the client knows what a hub offers to which it has just connected again.
   *
   * @return done when the hub has them; fails with the first failure
   */
  CompletableFuture<Void> sweep(HubClient client) {
    if (owed().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return client.listVmsAsync().thenCompose(listed -> giveBackListed(client, listed));
  }

  /** Tests that still run count as ended from now on. */
  void endAll() {
    byTestCase.replaceAll((id, standing) -> standing == Standing.HELD ? Standing.OWED : standing);
  }

  Set<String> owed() {
    return byTestCase.entrySet().stream()
        .filter(entry -> entry.getValue() == Standing.OWED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private CompletableFuture<Void> giveBackListed(HubClient client, List<VmInfo> listed) {
    return CompletableFuture.allOf(
        listed.stream()
            .flatMap(vm -> vm.testCaseId().stream())
            .filter(id -> byTestCase.replace(id, Standing.OWED, Standing.RETURNING))
            .map(id -> giveBack(client, id))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> giveBack(HubClient client, String id) {
    return client
        .releaseAsync(id)
        .handle(
            (told, failure) -> {
              settle(id, Boolean.TRUE.equals(told), failure);
              return null;
            });
  }

  /** Forgets a test case whose VM the hub has back; else it is owed from now on. */
  private void settle(String id, boolean told, @Nullable Throwable failure) {
    if (failure == null && hubTakesBack && !told) {
      throw owe(id, new DroverException("the hub could not be told, it was not connected", null));
    }
    Throwable cause = unwrapped(failure);
    if (cause != null && !isGone(cause)) {
      throw owe(id, cause);
    }
    byTestCase.remove(id);
  }

  private CompletionException owe(String id, Throwable cause) {
    byTestCase.put(id, Standing.OWED);
    return new CompletionException(cause);
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** The test itself may have released its VM, or the VM has gone: then nothing is left to do. */
  private static boolean isGone(Throwable failure) {
    return failure instanceof RemoteException refused
        && refused.code().filter(ErrorCodes.UNKNOWN_TEST_CASE::equals).isPresent();
  }

  private static DroverException notReturned(Collection<String> ids, Throwable cause) {
    return new DroverException(
        "not given back yet: the VMs of %s; tried again after a reconnect and at the end of the run: %s"
            .formatted(ids, cause.getMessage()),
        cause);
  }
}
