package dev.drover.hub;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Opening;
import dev.drover.internal.transport.WebSocketTransports;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The hub client over one {@link HubConversation}. */
final class DefaultHubClient implements HubClient {

  private final HubConversation hub;

  private DefaultHubClient(HubConversation hub) {
    this.hub = hub;
  }

  static HubClient open(ClientOptions options) {
    return Interrupted.await(openAsync(options), "connecting");
  }

  static CompletableFuture<HubClient> openAsync(ClientOptions options) {
    return openAsync(new HubConversation(options, new WebSocketTransports()));
  }

  static CompletableFuture<HubClient> openAsync(HubConversation hub) {
    return Opening.of(hub.session(), () -> new DefaultHubClient(hub), hub.session()::close);
  }

  @Override
  public Assignment spinUp(TestCase testCase) {
    return spinUp(testCase, SpinUpOptions.defaults());
  }

  @Override
  public List<Assignment> spinUp(List<TestCase> testCases) {
    return spinUp(testCases, SpinUpOptions.defaults());
  }

  @Override
  public CompletableFuture<Assignment> spinUpAsync(TestCase testCase) {
    return spinUpAsync(testCase, SpinUpOptions.defaults());
  }

  @Override
  public CompletableFuture<List<Assignment>> spinUpAsync(List<TestCase> testCases) {
    return spinUpAsync(testCases, SpinUpOptions.defaults());
  }

  @Override
  public Assignment spinUp(TestCase testCase, SpinUpOptions options) {
    return spinUp(List.of(testCase), options).get(0);
  }

  @Override
  public List<Assignment> spinUp(List<TestCase> testCases, SpinUpOptions options) {
    Ask<List<Assignment>> ask = spinningUp(testCases, options);
    return options.wish().isAny() ? hub.askAndWait(ask) : hub.askV1AndWait(ask);
  }

  @Override
  public CompletableFuture<Assignment> spinUpAsync(TestCase testCase, SpinUpOptions options) {
    Ask<Assignment> ask = spinningUp(List.of(testCase), options).then(all -> all.get(0));
    return options.wish().isAny() ? hub.ask(ask) : hub.askV1(ask);
  }

  @Override
  public CompletableFuture<List<Assignment>> spinUpAsync(
      List<TestCase> testCases, SpinUpOptions options) {
    Ask<List<Assignment>> ask = spinningUp(testCases, options);
    return options.wish().isAny() ? hub.ask(ask) : hub.askV1(ask);
  }

  @Override
  public List<VmInfo> listVms() {
    return hub.askAndWait(Listing.ask(hub.options().requestTimeout()));
  }

  @Override
  public CompletableFuture<List<VmInfo>> listVmsAsync() {
    return hub.ask(Listing.ask(hub.options().requestTimeout()));
  }

  @Override
  public Vm vm(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a VM's id must not be blank; listVms() shows the ids");
    }
    return new DefaultVm(hub, id);
  }

  @Override
  public boolean release(String testCaseId) {
    return mayRelease() && hub.askAndWait(releasing(testCaseId, null));
  }

  @Override
  public CompletableFuture<Boolean> releaseAsync(String testCaseId) {
    return releaseAsync(testCaseId, null);
  }

  @Override
  public boolean release(Assignment assignment) {
    return mayRelease() && hub.askAndWait(releasing(assignment.testCase().id(), runOf(assignment)));
  }

  @Override
  public CompletableFuture<Boolean> releaseAsync(Assignment assignment) {
    return releaseAsync(assignment.testCase().id(), runOf(assignment));
  }

  @Override
  public List<String> releaseRun(String runId) {
    return hub.askV1AndWait(Releasing.askForRun(runId, hub.options().requestTimeout()));
  }

  @Override
  public CompletableFuture<List<String>> releaseRunAsync(String runId) {
    return hub.askV1(Releasing.askForRun(runId, hub.options().requestTimeout()));
  }

  @Override
  public List<VmInfo> renewLeases(String runId, Duration ttl) {
    return hub.askV1AndWait(Releasing.askForTime(runId, ttl, hub.options().requestTimeout()));
  }

  @Override
  public CompletableFuture<List<VmInfo>> renewLeasesAsync(String runId, Duration ttl) {
    return hub.askV1(Releasing.askForTime(runId, ttl, hub.options().requestTimeout()));
  }

  @Override
  public EventStream<VmStateChanged> vmStates() {
    return hub.vmStates();
  }

  @Override
  public EventStream<ServerError> serverErrors() {
    return hub.serverErrors();
  }

  @Override
  public EventStream<ConnectionEvent> connectionEvents() {
    return hub.session().events();
  }

  @Override
  public ConnectionState state() {
    return hub.session().state();
  }

  @Override
  public Set<String> extensions() {
    return hub.extensions();
  }

  @Override
  public void close() {
    hub.session().close();
  }

  @Override
  public String toString() {
    return "HubClient[" + hub.session().describe() + "]";
  }

  /** Without a connection nobody can say what the hub knows; asking then fails as it should. */
  private boolean mayRelease() {
    return hub.knowsV1() || state() != ConnectionState.CONNECTED;
  }

  private CompletableFuture<Boolean> releaseAsync(String testCaseId, @Nullable String runId) {
    return mayRelease()
        ? hub.ask(releasing(testCaseId, runId))
        : CompletableFuture.completedFuture(false);
  }

  private Ask<Boolean> releasing(String testCaseId, @Nullable String runId) {
    return Releasing.ask(testCaseId, runId, hub.options().requestTimeout());
  }

  private static @Nullable String runOf(Assignment assignment) {
    return assignment.lease().map(Lease::runId).orElse(null);
  }

  private Ask<List<Assignment>> spinningUp(List<TestCase> testCases, SpinUpOptions options) {
    return SpinningUp.ask(
        testCases, options, options.timeout().orElse(hub.options().requestTimeout()), this::vm);
  }
}
