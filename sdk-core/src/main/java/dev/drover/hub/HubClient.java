package dev.drover.hub;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to a hub ({@code hub.md}). Asks for VMs, drives them, hears their states. Reconnects
 * by itself; safe for any number of threads; its own threads are daemons.
 *
 * <p>Works with hubs that never heard of {@code request_id}: requests to one VM then wait for each
 * other, since only their order tells which answer belongs to which. Such a hub sends every answer
 * to every client; drive a VM from one client at a time there.
 */
public interface HubClient extends AutoCloseable {

  /**
   * Connects and registers as a client.
   *
   * @param uri such as {@code ws://localhost:8765}
   * @return the connected client
   * @throws dev.drover.ConnectionException if that fails
   */
  static HubClient connect(String uri) {
    return connect(ClientOptions.of(uri));
  }

  /**
   * Connects and registers as a client.
   *
   * @param options address and all else
   * @return the connected client
   * @throws dev.drover.ConnectionException if that fails
   */
  static HubClient connect(ClientOptions options) {
    return DefaultHubClient.open(options);
  }

  /**
   * Connects and registers as a client.
   *
   * @param options address and all else
   * @return the connected client, or {@link dev.drover.ConnectionException}; cancelling it gives up
   */
  static CompletableFuture<HubClient> connectAsync(ClientOptions options) {
    return DefaultHubClient.openAsync(options);
  }

  /**
   * Asks for a VM for a test case; one that is asked for again keeps its VM.
   *
   * @param testCase the test case
   * @return the assignment
   * @throws dev.drover.RemoteException if the hub has none to give
   */
  Assignment spinUp(TestCase testCase);

  /**
   * Asks for a VM for each of several test cases, in one request.
   *
   * @param testCases the test cases, ids unique
   * @return the assignments, in the order of the test cases
   * @throws dev.drover.RemoteException if the hub has not enough to give
   */
  List<Assignment> spinUp(List<TestCase> testCases);

  /**
   * As {@link #spinUp(TestCase)}.
   *
   * @param testCase the test case
   * @return the assignment
   */
  CompletableFuture<Assignment> spinUpAsync(TestCase testCase);

  /**
   * As {@link #spinUp(List)}.
   *
   * @param testCases the test cases, ids unique
   * @return the assignments, in the order of the test cases
   */
  CompletableFuture<List<Assignment>> spinUpAsync(List<TestCase> testCases);

  /**
   * As {@link #spinUp(TestCase)}, for a limited time, or wishing for a certain VM.
   *
   * @param testCase the test case
   * @param options lease and wish
   * @return the assignment, with its lease if the hub grants leases
   * @throws dev.drover.RemoteException if the hub has none to give: {@code NO_VM_AVAILABLE} if that
   *     can change when others give theirs back, {@code NO_MATCHING_VM} if no VM is as is wished
   *     for, {@code TEST_CASE_LEASED} if another run has the test case
   * @throws dev.drover.DroverException if a VM is wished for and the hub knows no {@code drover.v1}
   */
  Assignment spinUp(TestCase testCase, SpinUpOptions options);

  /**
   * As {@link #spinUp(List)}, for a limited time, or wishing for certain VMs.
   *
   * @param testCases the test cases, ids unique
   * @param options lease and wish, the same for all
   * @return the assignments, in the order of the test cases
   * @throws dev.drover.DroverException as {@link #spinUp(TestCase, SpinUpOptions)}
   */
  List<Assignment> spinUp(List<TestCase> testCases, SpinUpOptions options);

  /**
   * As {@link #spinUp(TestCase, SpinUpOptions)}.
   *
   * @param testCase the test case
   * @param options lease and wish
   * @return the assignment
   */
  CompletableFuture<Assignment> spinUpAsync(TestCase testCase, SpinUpOptions options);

  /**
   * As {@link #spinUp(List, SpinUpOptions)}.
   *
   * @param testCases the test cases, ids unique
   * @param options lease and wish, the same for all
   * @return the assignments, in the order of the test cases
   */
  CompletableFuture<List<Assignment>> spinUpAsync(List<TestCase> testCases, SpinUpOptions options);

  /** The VMs that the hub knows. */
  List<VmInfo> listVms();

  /** As {@link #listVms()}. */
  CompletableFuture<List<VmInfo>> listVmsAsync();

  /**
   * A VM by its id; nothing is sent.
   *
   * @param id the VM's id
   * @return the VM, whether or not the hub knows it
   */
  Vm vm(String id);

  /**
   * Gives a test case's VM back. Hubs without {@code drover.v1} know no way to say so: there
   * nothing is sent, and the hub frees the VM when it reports its end or disconnects.
   *
   * @param testCaseId the test case
   * @return whether the hub was told
   * @throws dev.drover.RemoteException if the hub knows no such test case
   */
  boolean release(String testCaseId);

  /**
   * As {@link #release}.
   *
   * @param testCaseId the test case
   * @return whether the hub was told
   */
  CompletableFuture<Boolean> releaseAsync(String testCaseId);

  /**
   * Gives a VM back as {@link #release(String)}, but a leased one only if the lease is this run's
   * still: should it have expired, and the test case be another run's by now, that keeps its VM.
   *
   * @param assignment what {@code spinUp} gave
   * @return whether the hub was told
   * @throws dev.drover.RemoteException with {@code UNKNOWN_TEST_CASE} if the assignment has ended
   */
  boolean release(Assignment assignment);

  /**
   * As {@link #release(Assignment)}.
   *
   * @param assignment what {@code spinUp} gave
   * @return whether the hub was told
   */
  CompletableFuture<Boolean> releaseAsync(Assignment assignment);

  /**
   * Ends all leases of a run, and gives their VMs back. Of any run: also of one that is dead.
   *
   * @param runId the run
   * @return the test cases whose VMs the run had; none is no error
   * @throws dev.drover.DroverException if the hub knows no {@code drover.v1}
   */
  List<String> releaseRun(String runId);

  /**
   * As {@link #releaseRun}.
   *
   * @param runId the run
   * @return the test cases whose VMs the run had
   */
  CompletableFuture<List<String>> releaseRunAsync(String runId);

  /**
   * Makes all leases of a run last so long from now on, over whichever connection they began.
   *
   * @param runId the run
   * @param ttl how long, above zero
   * @return the VMs that the run still has, with their new leases; one that has expired already is
   *     not among them
   * @throws dev.drover.DroverException if the hub knows no {@code drover.v1}
   */
  List<VmInfo> renewLeases(String runId, Duration ttl);

  /**
   * As {@link #renewLeases}.
   *
   * @param runId the run
   * @param ttl how long, above zero
   * @return the VMs that the run still has
   */
  CompletableFuture<List<VmInfo>> renewLeasesAsync(String runId, Duration ttl);

  /** What VMs say of their states, best effort. */
  EventStream<VmStateChanged> vmStates();

  /** Errors of the hub that belong to no request. */
  EventStream<ServerError> serverErrors();

  /** What happens to the connection. */
  EventStream<ConnectionEvent> connectionEvents();

  /** How the connection stands. */
  ConnectionState state();

  /** The extensions that the hub offered on this connection; empty for an older hub. */
  Set<String> extensions();

  /**
   * Closes the connection: every pending request fails, commands under way go on at their VMs.
   * Idempotent, bounded in time, allowed on callback threads.
   */
  @Override
  void close();
}
