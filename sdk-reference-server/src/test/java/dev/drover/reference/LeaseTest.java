package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.ConnectionException;
import dev.drover.RemoteException;
import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.Lease;
import dev.drover.hub.LeaseTerms;
import dev.drover.hub.SpinUpOptions;
import dev.drover.hub.TestCase;
import dev.drover.hub.VmInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Leases by the server's clock. */
class LeaseTest extends WithServer {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TTL = Duration.ofSeconds(60);

  private @Nullable ManualClock clock;

  @Override
  ServerOptions options() {
    return super.options().withClock(clock());
  }

  private ManualClock clock() {
    if (clock == null) {
      clock = new ManualClock(START);
    }
    return clock;
  }

  private HubClient hub() {
    return closing(HubClient.connect(server.uri().toString()));
  }

  private static SpinUpOptions leasedTo(String run) {
    return SpinUpOptions.defaults().withLease(new LeaseTerms(run, "ada", TTL));
  }

  private boolean isFree(String vmId) {
    return server.vms().stream().anyMatch(v -> v.vmId().equals(vmId) && v.testCaseId().isEmpty());
  }

  @Test
  void expiresToTheMillisecond() {
    server.vm("vm-1");
    Assignment assignment = hub().spinUp(TestCase.of("t"), leasedTo("run"));
    assertThat(assignment.lease()).contains(new Lease("run", "ada", START.plus(TTL)));

    clock().advance(TTL.minusMillis(1));
    assertThat(isFree("vm-1")).isFalse();
    clock().advance(Duration.ofMillis(1));

    assertThat(isFree("vm-1")).isTrue();
  }

  @Test
  void isRenewedWithAllOthersOfItsRunAndByAnyConnection() {
    server.vm("vm-1");
    server.vm("vm-2");
    server.vm("vm-3");
    hub().spinUp(List.of(TestCase.of("a"), TestCase.of("b")), leasedTo("run"));
    hub().spinUp(TestCase.of("c"), leasedTo("other"));
    clock().advance(TTL.minusMillis(1));

    List<VmInfo> renewed = hub().renewLeases("run", TTL);

    assertThat(renewed).extracting(VmInfo::vmId).containsExactly("vm-1", "vm-2");
    assertThat(renewed)
        .allMatch(vm -> vm.lease().get().expiresAt().equals(START.plusMillis(119_999)));
    clock().advance(Duration.ofMillis(1));
    assertThat(isFree("vm-1")).isFalse();
    assertThat(isFree("vm-3")).isTrue();
  }

  @Test
  void cannotBeRenewedOnceItHasExpired() {
    server.vm("vm-1");
    HubClient hub = hub();
    Assignment late = hub.spinUp(TestCase.of("t"), leasedTo("run"));
    clock().advance(TTL);

    assertThat(hub.renewLeases("run", TTL)).isEmpty();
    assertThatThrownBy(() -> hub.release(late))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("UNKNOWN_TEST_CASE"));
  }

  @RepeatedTest(50)
  void aRenewalThatRacesWithTheExpiryWinsOrLosesWholly() {
    server.vm("vm-1");
    HubClient hub = hub();
    hub.spinUp(TestCase.of("t"), leasedTo("run"));
    clock().advance(TTL.minusMillis(1));

    CompletableFuture<List<VmInfo>> renewal = hub.renewLeasesAsync("run", TTL);
    clock().advance(Duration.ofMillis(1));

    assertThat(isFree("vm-1")).isEqualTo(renewal.join().isEmpty());
  }

  @Test
  void aLateReleaseDoesNotTakeTheNextRunsVm() {
    server.vm("vm-1");
    HubClient hub = hub();
    Assignment late = hub.spinUp(TestCase.of("t"), leasedTo("run"));
    clock().advance(TTL);
    hub.spinUp(TestCase.of("t"), leasedTo("next"));

    assertThatThrownBy(() -> hub.release(late)).isInstanceOf(RemoteException.class);

    assertThat(isFree("vm-1")).isFalse();
    assertThat(hub.releaseRun("run")).isEmpty();
    assertThat(hub.releaseRun("next")).containsExactly("t");
    assertThat(isFree("vm-1")).isTrue();
  }

  @RepeatedTest(50)
  void ofTwoReleasesOneIsGranted() {
    server.vm("vm-1");
    HubClient hub = hub();
    Assignment assignment = hub.spinUp(TestCase.of("t"), leasedTo("run"));

    CompletableFuture<Boolean> one = hub.releaseAsync(assignment);
    CompletableFuture<Boolean> other = hub().releaseAsync(assignment);

    await().until(() -> one.isDone() && other.isDone());
    assertThat(one.isCompletedExceptionally()).isNotEqualTo(other.isCompletedExceptionally());
    assertThat(isFree("vm-1")).isTrue();
  }

  @Test
  void aTestCaseOfALiveRunIsNoOtherRuns() {
    server.vm("vm-1");
    server.vm("vm-2");
    HubClient hub = hub();
    hub.spinUp(TestCase.of("t"), leasedTo("run"));

    assertThatThrownBy(() -> hub.spinUp(TestCase.of("t"), leasedTo("next")))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("TEST_CASE_LEASED"))
        .hasMessageContaining("'run' (ada)");
  }

  @Test
  void outlivesTheConnectionOfItsClient() {
    server.vm("vm-1");
    HubClient hub = hub();
    hub.spinUp(TestCase.of("t"), leasedTo("run"));

    server.faults().cutAll();

    await()
        .ignoreException(ConnectionException.class)
        .untilAsserted(() -> assertThat(hub.renewLeases("run", TTL)).hasSize(1));
    hub.close();
    assertThat(isFree("vm-1")).isFalse();
    clock().advance(TTL);
    assertThat(isFree("vm-1")).isTrue();
  }

  @Test
  void endsOfAVmThatIsAwayWithoutItsReturn() {
    ScriptedVm vm = server.vm("vm-1");
    HubClient hub = hub();
    hub.spinUp(TestCase.of("t"), leasedTo("run"));
    vm.disconnect();
    assertThat(hub.renewLeases("run", TTL)).singleElement().matches(away -> !away.isConnected());

    clock().advance(TTL);
    vm.connect();

    assertThat(isFree("vm-1")).isTrue();
  }

  @Test
  void stopsWhatTheVmRunsAlsoIfItWasAwayAtTheEnd() {
    PlainPeer vm = v1Vm("vm-1");
    PlainPeer client = v1Client();
    client.send(
        "{'type':'spin_up','tests':[{'test_case_id':'t'}],'lease':{'run_id':'r','ttl':60},'request_id':'1'}");
    client.read("spin_up_response");
    client.send(
        "{'type':'command','vm_id':'vm-1','command':'sleep','command_id':'c','request_id':'2'}");
    vm.read("command");
    client.drop();

    clock().advance(TTL);

    assertThat(vm.read("stop_command").at("/metadata/command_id").asText()).isEqualTo("c");
    vm.drop();
    PlainPeer again = v1Vm("vm-1");
    assertThat(again.read("attach").path("command_id").asText()).isEqualTo("c");
    assertThat(again.read("stop_command").at("/metadata/command_id").asText()).isEqualTo("c");
  }

  @Test
  void stopsWhatAVmRunsThatIsAwayWhenTheLeaseEnds() {
    PlainPeer vm = v1Vm("vm-1");
    PlainPeer client = v1Client();
    client.send(
        "{'type':'spin_up','tests':[{'test_case_id':'t'}],'lease':{'run_id':'r','ttl':60},'request_id':'1'}");
    client.read("spin_up_response");
    client.send(
        "{'type':'command','vm_id':'vm-1','command':'sleep','command_id':'c','request_id':'2'}");
    vm.read("command");
    client.drop();
    vm.drop();
    await().until(() -> server.vms().isEmpty());

    clock().advance(TTL);

    PlainPeer again = v1Vm("vm-1");
    again.read("attach");
    assertThat(again.read("stop_command").at("/metadata/command_id").asText()).isEqualTo("c");
  }

  @Test
  void plainClientsNeitherSeeNorAskForLeases() {
    vm("vm-1");
    PlainPeer plain = client();
    plain
        .send("{'type':'spin_up','tests':[{'test_case_id':'p'}],'lease':{'run_id':'r','ttl':1}}")
        .expect(
            "{'type':'spin_up_response','tests':[{'test_case_id':'p','vm_id':'vm-1','steps':[]}]}");
    clock().advance(TTL);
    assertThat(isFree("vm-1")).isFalse();
    hub().spinUp(TestCase.of("p"), leasedTo("run"));

    plain
        .send("{'type':'list_vms'}")
        .expect(
            "{'type':'list_vms_response','vms':[{'vm_id':'vm-1','test_case_id':'p','status':'connected'}]}");
  }

  @Test
  void whatIsNoLeaseIsRefused() {
    PlainPeer client = v1Client();
    for (String lease :
        List.of(
            "{}",
            "{'run_id':'r'}",
            "{'run_id':' ','ttl':1}",
            "{'run_id':'r','ttl':0}",
            "{'run_id':'r','ttl':1e9}")) {
      client.send(
          "{'type':'spin_up','tests':[{'test_case_id':'t'}],'lease':%s,'request_id':'1'}"
              .formatted(lease));
      JsonNode error = client.read("error");
      assertThat(error.path("code").asText()).as(lease).isEqualTo("BAD_MESSAGE");
    }
  }
}
