package dev.drover.testing;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.hub.VmInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run remembers until the hub has its VMs back. */
class LeasesTest {

  private static final TestCase LOGIN = TestCase.of("login");

  private final HubClient hub = mock(HubClient.class);
  private final Leases leases = new Leases();

  @BeforeEach
  void aHubThatTakesVmsBack() {
    when(hub.extensions()).thenReturn(Set.of("drover.v1"));
    when(hub.state()).thenReturn(ConnectionState.CONNECTED);
    when(hub.spinUp(any(TestCase.class)))
        .thenAnswer(call -> new Assignment(call.getArgument(0), mock(Vm.class)));
    when(hub.releaseAsync(anyString())).thenReturn(completedFuture(true));
    when(hub.listVmsAsync()).thenReturn(completedFuture(List.of(listed("login"))));
  }

  @Test
  void anIdIsHeldUntilItIsGivenBack() {
    take();
    assertThat(leases.claim("login")).isFalse();

    assertThat(leases.giveBack(hub, Set.of("login"))).isEmpty();

    assertThat(leases.claim("login")).isTrue();
  }

  @Test
  void nothingIsGivenBackTwice() {
    take();
    leases.giveBack(hub, Set.of("login"));
    leases.giveBack(hub, Set.of("login"));
    leases.sweep(hub);

    verify(hub).releaseAsync("login");
  }

  @Test
  void aTestThatGaveItsVmBackItselfIsNoTrouble() {
    take();
    releaseFails(new RemoteException("gone", ErrorCodes.UNKNOWN_TEST_CASE, "gone"));

    assertThat(leases.giveBack(hub, Set.of("login"))).isEmpty();
    assertThat(leases.owed()).isEmpty();
  }

  @Test
  void aFailedReturnIsReportedAndSweptWhenTheConnectionIsBack() {
    take();
    when(hub.state()).thenReturn(ConnectionState.RECONNECTING);
    releaseFails(new ConnectionException(Reason.LOST, "the cable was pulled", null));

    assertThat(leases.giveBack(hub, Set.of("login")).orElseThrow())
        .hasMessageContaining("login")
        .hasMessageContaining("the cable was pulled");
    assertThat(leases.owed()).containsExactly("login");
    when(hub.releaseAsync("login")).thenReturn(completedFuture(true));
    leases.sweep(hub).join();

    assertThat(leases.owed()).isEmpty();
  }

  @Test
  void aClientThatCouldNotTellTheHubYetIsAskedAgainAfterAListing() {
    take();
    when(hub.releaseAsync("login"))
        .thenReturn(completedFuture(false))
        .thenReturn(completedFuture(true));

    leases.giveBack(hub, Set.of("login"));

    verify(hub).listVmsAsync();
    assertThat(leases.owed()).isEmpty();
  }

  @Test
  void aHubThatTakesNothingBackIsToldOnce() {
    when(hub.extensions()).thenReturn(Set.of());
    when(hub.releaseAsync("login")).thenReturn(completedFuture(false));
    take();

    assertThat(leases.giveBack(hub, Set.of("login"))).isEmpty();
    verify(hub, never()).listVmsAsync();
  }

  @Test
  void aVmThatWasNeverAssignedIsForgotten() {
    when(hub.spinUp(any(TestCase.class)))
        .thenThrow(new RemoteException("none", ErrorCodes.NO_VM_AVAILABLE, "none"));

    assertThatThrownBy(this::take).isInstanceOf(RemoteException.class);

    assertThat(leases.owed()).isEmpty();
    assertThat(leases.claim("login")).isTrue();
  }

  @Test
  void aVmThatMayHaveBeenAssignedIsSwept() {
    when(hub.spinUp(any(TestCase.class))).thenThrow(new RequestTimeoutException("slow"));

    assertThatThrownBy(this::take).isInstanceOf(RequestTimeoutException.class);
    assertThat(leases.owed()).containsExactly("login");
    leases.sweep(hub).join();

    verify(hub).releaseAsync("login");
  }

  @Test
  void aSweepLeavesTheVmsOfRunningTestsAlone() {
    take();

    leases.sweep(hub).join();
    verify(hub, never()).releaseAsync("login");
    leases.endAll();
    leases.sweep(hub).join();

    verify(hub).releaseAsync("login");
  }

  @Test
  void aSweepThatFailsSaysSo() {
    take();
    leases.endAll();
    releaseFails(new RequestTimeoutException("no answer"));

    assertThat(leases.sweep(hub)).isCompletedExceptionally();
    assertThat(leases.owed()).containsExactly("login");
  }

  private void take() {
    assertThat(leases.claim("login")).isTrue();
    leases.take(hub, LOGIN);
  }

  private void releaseFails(Exception failure) {
    CompletableFuture<Boolean> failed = failedFuture(failure);
    when(hub.releaseAsync("login")).thenReturn(failed);
  }

  private static VmInfo listed(String testCaseId) {
    return new VmInfo("vm-1", Optional.of(testCaseId), "connected");
  }
}
