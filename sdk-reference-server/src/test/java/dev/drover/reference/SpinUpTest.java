package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.DroverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** VMs for test cases: free ones, new ones, none. */
class SpinUpTest extends WithServer {

  private final Set<String> started = ConcurrentHashMap.newKeySet();
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Phaser> gates = new ConcurrentLinkedQueue<>();
  private volatile String failure = "";

  @Override
  ServerOptions options() {
    return super.options().withMaxVms(3).withVmProvider(this::startPlainVm);
  }

  private VmProvider.StartedVm startPlainVm(VmProvider.VmOrder order) {
    if (!failure.isEmpty()) {
      throw new DroverException(failure, null);
    }
    gates.forEach(gate -> gate.awaitAdvance(gate.arrive()));
    started.add(order.vmId());
    PlainPeer vm = closing(PlainPeer.vm(server, order.vmId()));
    return () -> {
      stopped.add(order.vmId());
      vm.drop();
    };
  }

  private static String spinUp(String request, String... testCases) {
    List<String> tests = new ArrayList<>();
    for (String testCase : testCases) {
      tests.add("{'test_case_id':'" + testCase + "'}");
    }
    return "{'type':'spin_up','tests':[%s],'request_id':'%s'}"
        .formatted(String.join(",", tests), request);
  }

  private static List<String> vmsOf(JsonNode response) {
    List<String> ids = new ArrayList<>();
    response.path("tests").forEach(test -> ids.add(test.path("vm_id").asText()));
    return ids;
  }

  @Test
  void theProviderStartsWhatIsMissing() {
    vm("mine");
    PlainPeer client = client();

    List<String> vms = vmsOf(client.send(spinUp("1", "a", "b", "c")).read("spin_up_response"));

    assertThat(vms).hasSize(3).contains("mine").doesNotHaveDuplicates();
    assertThat(server.vms()).hasSize(3).allMatch(vm -> vm.testCaseId().isPresent());
  }

  @Test
  void aRepeatKeepsTheVmAndTakesTheNewSteps() {
    PlainPeer client = client();
    String vm = vmsOf(client.send(spinUp("1", "a")).read("spin_up_response")).get(0);

    client.send(
        "{'type':'spin_up','tests':[{'test_case_id':'a','steps':['new']}],'request_id':'2'}");

    client.expect(
        "{'type':'spin_up_response','tests':[{'test_case_id':'a','vm_id':'%s','steps':['new']}],'request_id':'2'}"
            .formatted(vm));
  }

  @Test
  void entriesWithoutTestCaseAreSkipped() {
    PlainPeer client = client();

    client.send(
        "{'type':'spin_up','tests':[{},null,{'steps':['x']},{'test_case_id':null}],'request_id':'1'}");

    client.expect("{'type':'spin_up_response','tests':[],'request_id':'1'}");
    assertThat(started).isEmpty();
  }

  @Test
  void noneCanBeHadOverTheLimit() {
    PlainPeer client = v1Client();
    client.send(spinUp("1", "a", "b")).read("spin_up_response");

    client.send(spinUp("2", "c", "d"));

    JsonNode error = client.read("error");
    assertThat(error.path("code").asText()).isEqualTo("NO_VM_AVAILABLE");
    assertThat(error.path("message").asText()).contains("may start");
    // Nothing of the refused request stays taken.
    client.send(spinUp("3", "c")).read("spin_up_response");
  }

  @Test
  void aVmThatCannotBeStartedIsAnErrorAndLeavesNothingTaken() {
    PlainPeer client = v1Client();
    vm("mine");
    failure = "no disk space";

    client.send(spinUp("1", "a", "b"));

    assertThat(client.read("error").path("message").asText()).contains("no disk space");
    assertThat(server.vms()).hasSize(1).allMatch(vm -> vm.testCaseId().isEmpty());
    failure = "";
    client.send(spinUp("2", "a", "b", "c", "d")).read("spin_up_response");
  }

  @Test
  void aVmIsFreeAgainWhenItsStateSaysSo() {
    PlainPeer client = client();
    PlainPeer vm = vm("mine");
    for (String status : List.of("completed", "failed", "stopped")) {
      client.send(spinUp(status, status)).read("spin_up_response");

      vm.send("{'type':'state_update','state':{'status':'" + status + "'}}");

      client.read("vm_state");
      assertThat(server.vms().get(0).testCaseId()).isEmpty();
    }
    assertThat(started).isEmpty();
  }

  @Test
  void twoClientsThatAskForTheSameTestCaseGetTheSameVm() {
    Phaser gate = new Phaser(2);
    gates.add(gate);
    PlainPeer one = client();
    PlainPeer two = client();
    one.send(spinUp("1", "a")).fence();
    two.send(spinUp("2", "a")).fence();

    gate.arrive();

    assertThat(vmsOf(one.read("spin_up_response"))).isEqualTo(vmsOf(two.read("spin_up_response")));
    assertThat(started).hasSize(1);
  }

  @Test
  void whatAVanishedClientAskedForIsFreeAgain() {
    Phaser gate = new Phaser(2);
    gates.add(gate);
    PlainPeer client = client();
    client.send(spinUp("1", "a")).fence();
    client.drop();
    await().until(() -> server.journal().entries(SpinUpTest::isEnd).size() == 1);

    gate.arrive();

    await().until(() -> server.vms().size() == 1);
    assertThat(server.vms().get(0).testCaseId()).isEmpty();
  }

  private static boolean isEnd(JournalEntry entry) {
    return entry.kind() == JournalEntry.Kind.DISCONNECTED;
  }

  @Test
  void aLostProviderVmMakesRoomForAnother() {
    PlainPeer client = v1Client();
    client.send(spinUp("1", "a", "b", "c")).read("spin_up_response");
    String lost = server.vms().get(0).vmId();

    vm(lost).drop();

    await().until(() -> stopped.contains(lost));
    client.send(spinUp("2", "d")).read("spin_up_response");
  }

  @Test
  void noVmIsEverGivenTwice() {
    List<PlainPeer> clients = IntStream.range(0, 4).mapToObj(i -> v1Client()).toList();
    for (int i = 0; i < 8; i++) {
      vm("vm-" + i);
    }

    for (int round = 0; round < 3; round++) {
      for (int c = 0; c < clients.size(); c++) {
        clients.get(c).send(spinUp("r", round + "-" + c + "-x", round + "-" + c + "-y"));
      }
      List<String> given = new ArrayList<>();
      clients.forEach(client -> given.addAll(vmsOf(client.read("spin_up_response"))));
      assertThat(given).hasSize(8).doesNotHaveDuplicates();
      for (int c = 0; c < clients.size(); c++) {
        release(clients.get(c), round + "-" + c + "-x");
        release(clients.get(c), round + "-" + c + "-y");
      }
    }
  }

  private static void release(PlainPeer client, String testCase) {
    client
        .send("{'type':'release','test_case_id':'" + testCase + "','request_id':'r'}")
        .read("release_response");
  }

  @Test
  void vmsCanBeStartedByHand() {
    String id = server.startVm();
    server.startVm("named");

    assertThat(server.vms()).extracting(vm -> vm.vmId()).containsExactly(id, "named");
    assertThatThrownBy(() -> server.startVm("named")).hasMessageContaining("named");
    failure = "broken";
    assertThatThrownBy(() -> server.startVm()).hasMessageContaining("broken");
  }

  @Test
  void theServersEndIsTheEndOfItsVms() {
    server.startVm("one");
    vm("mine");

    server.close();

    assertThat(stopped).containsExactly("one");
  }
}
