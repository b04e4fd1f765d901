package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whom faults strike, when, and how often. */
class FaultRulesTest extends WithServer {

  private static final String LIST = "{'type':'list_vms'}";

  @Test
  void dropConnectionAfterCutsAClientAfterThatManyFrames() {
    PlainPeer vm = vm("vm-1");
    PlainPeer client = client();
    server.faults().dropConnectionAfter(3);

    client.send(LIST).read("list_vms_response");
    client.send(LIST);

    assertThat(client.closeCode()).isEqualTo(1006);
    vm.fence();
    client().send(LIST).read("list_vms_response");
  }

  @Test
  void aRoleIsSpared() {
    PlainPeer client = client();
    server.faults().inject(FaultRule.of(Fault.cut(), FaultPoint.afterFrames(1)).only(PeerRole.VM));

    client.send(LIST).read("list_vms_response");

    PlainPeer vm = stranger().send("{'type':'register','role':'vm','vm_id':'v'}");
    assertThat(vm.closeCode()).isEqualTo(1006);
  }

  @Test
  void strikesAsOftenAsItShould() throws IOException {
    server.faults().inject(FaultRule.of(Fault.cut(), FaultPoint.BEFORE_UPGRADE).times(2));

    assertThat(closing(RawPeer.tcp(server)).upgrade("").read()).isEqualTo(-1);
    assertThat(closing(RawPeer.tcp(server)).upgrade("").read()).isEqualTo(-1);
    assertThat(closing(RawPeer.tcp(server)).upgrade("").read()).isEqualTo('H');
    assertThat(server.faults().applied()).isEqualTo(2);
  }

  @Test
  void strikesAlwaysUntilItIsTakenBack() {
    PlainPeer client = client();
    server.faults().inject(FaultRule.of(Fault.duplicate(), FaultPoint.MID_REQUEST).always());

    for (int i = 0; i < 3; i++) {
      client.send(LIST).read("list_vms_response");
      client.read("list_vms_response");
    }
    server.faults().clear();

    client.send(LIST).read("list_vms_response");
    client.expectNothing();
    assertThat(server.faults().applied()).isEqualTo(3);
  }

  @Test
  void countsEachConnectionByItself() {
    PlainPeer one = client();
    PlainPeer two = client();
    server.faults().inject(Fault.cut(), FaultPoint.afterFrames(4));

    one.send("{'type':'no'}").read("error");
    two.send("{'type':'no'}").read("error");
    one.send("{'type':'no'}").read("error");

    assertThat(one.closeCode()).isEqualTo(1006);
    two.fence();
  }

  @Test
  void severalFaultsMayComeTogether() {
    PlainPeer client = client();
    server.faults().inject(Fault.duplicate(), FaultPoint.MID_REQUEST);
    server
        .faults()
        .inject(
            Fault.delay(Duration.ofMillis(50)), new FaultPoint(FaultPoint.Phase.MID_REQUEST, 2));

    client.send(LIST).read();
    client.read();
    client.send(LIST).read();

    client.expectNothing();
    assertThat(server.faults().applied()).isEqualTo(2);
  }

  @Test
  void everybodyCanBeCutAtOnce() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");
    ScriptedVm spared = server.vm("scripted");

    server.faults().cutAll();

    assertThat(client.closeCode()).isEqualTo(1006);
    assertThat(vm.closeCode()).isEqualTo(1006);
    assertThat(spared.toString()).contains("connected");
    assertThat(server.faults().applied()).isEqualTo(2);
    client().send(LIST).read("list_vms_response");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    FaultRule early = FaultRule.of(Fault.cut(), FaultPoint.BEFORE_UPGRADE);
    assertThatThrownBy(() -> early.only(PeerRole.VM)).hasMessageContaining("leave the role out");
    assertThatThrownBy(() -> early.times(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FaultPoint.afterFrames(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.delay(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rulesSayWhatTheyAre() {
    FaultRule rule = FaultRule.of(Fault.stall(), FaultPoint.midStream(3)).only(PeerRole.CLIENT);

    assertThat(rule).hasToString("FaultRule[Stall[] at MID_STREAM 3, CLIENT, 1 times]");
    server.faults().inject(rule);
    assertThat(server.faults().toString()).contains(rule.toString());
  }
}
