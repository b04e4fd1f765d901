package dev.drover.hub;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Lanes;
import dev.drover.internal.session.Opening;
import dev.drover.internal.transport.WebSocketTransports;
import dev.drover.internal.wire.HubMessage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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
    return spinUp(List.of(testCase)).get(0);
  }

  @Override
  public List<Assignment> spinUp(List<TestCase> testCases) {
    return hub.askAndWait(SpinningUp.ask(testCases, hub.options().requestTimeout(), this::vm));
  }

  @Override
  public CompletableFuture<Assignment> spinUpAsync(TestCase testCase) {
    return hub.ask(single(testCase));
  }

  @Override
  public CompletableFuture<List<Assignment>> spinUpAsync(List<TestCase> testCases) {
    return hub.ask(SpinningUp.ask(testCases, hub.options().requestTimeout(), this::vm));
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
    return mayRelease() && hub.askAndWait(releasing(testCaseId));
  }

  @Override
  public CompletableFuture<Boolean> releaseAsync(String testCaseId) {
    return mayRelease() ? hub.ask(releasing(testCaseId)) : CompletableFuture.completedFuture(false);
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

  private Ask<Assignment> single(TestCase testCase) {
    Ask<List<Assignment>> all =
        SpinningUp.ask(List.of(testCase), hub.options().requestTimeout(), this::vm);
    return new Ask<>(
        all.what(),
        all.timeout(),
        all.hint(),
        all.lane(),
        all.message(),
        all.mine(),
        answer -> all.convert().apply(answer).get(0));
  }

  private Ask<Boolean> releasing(String testCaseId) {
    return Ask.of(
        "release of " + testCaseId,
        hub.options().requestTimeout(),
        "see the hub's log",
        new Lanes.Key("", "release"),
        id -> new HubMessage.Release(testCaseId, id),
        HubMessage.ReleaseResponse.class,
        response -> true);
  }
}
