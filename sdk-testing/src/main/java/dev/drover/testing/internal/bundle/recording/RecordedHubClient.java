package dev.drover.testing.internal.bundle.recording;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.ServerError;
import dev.drover.hub.SpinUpOptions;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.hub.VmInfo;
import dev.drover.hub.VmStateChanged;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A client whose VMs are recorded; all else is the client's own. */
public final class RecordedHubClient implements HubClient {

  private final HubClient client;
  private final UnaryOperator<Vm> recorded;

  /**
   * Records a client's VMs.
   *
   * @param client the client
   * @param recorded makes a VM a recorded one
   */
  public RecordedHubClient(HubClient client, UnaryOperator<Vm> recorded) {
    this.client = client;
    this.recorded = recorded;
  }

  @Override
  public Assignment spinUp(TestCase testCase) {
    return recorded(client.spinUp(testCase));
  }

  @Override
  public List<Assignment> spinUp(List<TestCase> testCases) {
    return client.spinUp(testCases).stream().map(this::recorded).toList();
  }

  @Override
  public CompletableFuture<Assignment> spinUpAsync(TestCase testCase) {
    return cancelling(client.spinUpAsync(testCase), this::recorded);
  }

  @Override
  public CompletableFuture<List<Assignment>> spinUpAsync(List<TestCase> testCases) {
    return cancelling(
        client.spinUpAsync(testCases), all -> all.stream().map(this::recorded).toList());
  }

  @Override
  public Assignment spinUp(TestCase testCase, SpinUpOptions options) {
    return recorded(client.spinUp(testCase, options));
  }

  @Override
  public List<Assignment> spinUp(List<TestCase> testCases, SpinUpOptions options) {
    return client.spinUp(testCases, options).stream().map(this::recorded).toList();
  }

  @Override
  public CompletableFuture<Assignment> spinUpAsync(TestCase testCase, SpinUpOptions options) {
    return cancelling(client.spinUpAsync(testCase, options), this::recorded);
  }

  @Override
  public CompletableFuture<List<Assignment>> spinUpAsync(
      List<TestCase> testCases, SpinUpOptions options) {
    return cancelling(
        client.spinUpAsync(testCases, options), all -> all.stream().map(this::recorded).toList());
  }

  @Override
  public List<VmInfo> listVms() {
    return client.listVms();
  }

  @Override
  public CompletableFuture<List<VmInfo>> listVmsAsync() {
    return client.listVmsAsync();
  }

  @Override
  public Vm vm(String id) {
    return recorded.apply(client.vm(id));
  }

  @Override
  public boolean release(String testCaseId) {
    return client.release(testCaseId);
  }

  @Override
  public CompletableFuture<Boolean> releaseAsync(String testCaseId) {
    return client.releaseAsync(testCaseId);
  }

  @Override
  public boolean release(Assignment assignment) {
    return client.release(assignment);
  }

  @Override
  public CompletableFuture<Boolean> releaseAsync(Assignment assignment) {
    return client.releaseAsync(assignment);
  }

  @Override
  public List<String> releaseRun(String runId) {
    return client.releaseRun(runId);
  }

  @Override
  public CompletableFuture<List<String>> releaseRunAsync(String runId) {
    return client.releaseRunAsync(runId);
  }

  @Override
  public List<VmInfo> renewLeases(String runId, Duration ttl) {
    return client.renewLeases(runId, ttl);
  }

  @Override
  public CompletableFuture<List<VmInfo>> renewLeasesAsync(String runId, Duration ttl) {
    return client.renewLeasesAsync(runId, ttl);
  }

  @Override
  public EventStream<VmStateChanged> vmStates() {
    return client.vmStates();
  }

  @Override
  public EventStream<ServerError> serverErrors() {
    return client.serverErrors();
  }

  @Override
  public EventStream<ConnectionEvent> connectionEvents() {
    return client.connectionEvents();
  }

  @Override
  public ConnectionState state() {
    return client.state();
  }

  @Override
  public Set<String> extensions() {
    return client.extensions();
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return client.toString();
  }

  private Assignment recorded(Assignment assignment) {
    return new Assignment(
        assignment.testCase(), recorded.apply(assignment.vm()), assignment.lease());
  }

  /** Cancelling what is made of a request cancels the request. */
  private static <T> CompletableFuture<T> cancelling(
      CompletableFuture<T> request, UnaryOperator<T> made) {
    CompletableFuture<T> result = request.thenApply(made);
    result.whenComplete(
        (value, failure) -> {
          if (result.isCancelled()) {
            request.cancel(false);
          }
        });
    return result;
  }
}
