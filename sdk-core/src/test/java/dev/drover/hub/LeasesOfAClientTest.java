package dev.drover.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says of leases and wishes, to hubs that know them and to others. */
@Timeout(20)
class LeasesOfAClientTest {

  private static final LeaseTerms TERMS = new LeaseTerms("run", "ada", Duration.ofMillis(1500));

  private static final SpinUpOptions LEASED = SpinUpOptions.defaults().withLease(TERMS);

  @Test
  void asksForALeaseAndHearsWhenItEnds() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<Assignment> asked =
          hub.client.spinUpAsync(
              TestCase.of("t"), LEASED.withWish(VmWish.ofVm("vm-1").andLabel("os", "linux")));

      assertThat(hub.last().at("/lease").toString())
          .isEqualTo("{\"run_id\":\"run\",\"owner\":\"ada\",\"ttl\":1.5}");
      assertThat(hub.last().at("/tests/0/wish").toString())
          .isEqualTo("{\"vm_id\":\"vm-1\",\"labels\":{\"os\":\"linux\"}}");
      hub.receives(
          "{'type':'spin_up_response','tests':[{'test_case_id':'t','vm_id':'vm-1'}],'lease':{'run_id':'run','owner':'ada','expires_at':1764300060.125},'request_id':'%s'}"
              .formatted(hub.lastId()));

      assertThat(asked.get(5, TimeUnit.SECONDS).lease())
          .contains(new Lease("run", "ada", Instant.ofEpochMilli(1_764_300_060_125L)));
    }
  }

  @Test
  void aHubMayBeGivenLongerToStartAMachineThanForOtherAnswers() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.legacy(options -> options.requestTimeout(Duration.ofMillis(50)))) {
      CompletableFuture<Assignment> asked =
          hub.client.spinUpAsync(TestCase.of("t"), LEASED.withTimeout(Duration.ofSeconds(20)));

      assertThat(hub.client.listVmsAsync())
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(RequestTimeoutException.class);
      assertThat(asked).isNotDone();
      hub.receives(
          "{'type':'spin_up_response','tests':[{'test_case_id':'t','vm_id':'vm-1','steps':[]}]}");
      assertThat(asked.get(5, TimeUnit.SECONDS).vm().id()).isEqualTo("vm-1");
    }
  }

  @Test
  void aTimeWithinWhichNothingCanBeHadIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LEASED.withTimeout(Duration.ZERO))
        .withMessageContaining("above zero");
  }

  @Test
  void givesBackOnlyWhatIsStillItsOwn() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      Lease lease = new Lease("run", "", Instant.EPOCH);
      Assignment leased = new Assignment(TestCase.of("t"), hub.client.vm("v"), Optional.of(lease));

      CompletableFuture<Boolean> released = hub.client.releaseAsync(leased);

      assertThat(hub.last().path("run_id").asText()).isEqualTo("run");
      hub.receives("{'type':'release_response','request_id':'%s'}".formatted(hub.lastId()));
      assertThat(released.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anOlderHubGivesVmsWithoutLeases() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.legacy(options -> options)) {
      CompletableFuture<Assignment> asked = hub.client.spinUpAsync(TestCase.of("t"), LEASED);
      hub.receives(
          "{'type':'spin_up_response','tests':[{'test_case_id':'t','vm_id':'vm-1','steps':[]}]}");

      assertThat(asked.get(5, TimeUnit.SECONDS).lease()).isEmpty();
    }
  }

  @Test
  void anOlderHubIsNotAskedForWhatItCannotDo() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.legacy(options -> options)) {
      int before = hub.server.sent.size();
      SpinUpOptions wishing = SpinUpOptions.defaults().withWish(VmWish.labelled("os", "linux"));

      assertThatThrownBy(() -> hub.client.spinUp(TestCase.of("t"), wishing))
          .isInstanceOf(DroverException.class)
          .hasMessageContainingAll("spin_up for [t]", "os=linux", "drover.v1");
      assertThat(hub.client.spinUpAsync(TestCase.of("t"), wishing)).isCompletedExceptionally();
      assertThatThrownBy(() -> hub.client.renewLeases("run", TERMS.ttl()))
          .hasMessageContainingAll("run", "drover.v1");
      assertThat(hub.client.renewLeasesAsync("run", TERMS.ttl())).isCompletedExceptionally();
      assertThat(hub.client.releaseRunAsync("run")).isCompletedExceptionally();
      assertThat(hub.server.sent).hasSize(before);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeItIsSent() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseTerms(" ", "ada", Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseTerms("run", "ada", Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> VmWish.labelled("os", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> VmWish.ofVm(" "));
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      List<TestCase> two = List.of(TestCase.of("a"), TestCase.of("b"));
      SpinUpOptions one = SpinUpOptions.defaults().withWish(VmWish.ofVm("vm-1"));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> hub.client.spinUp(two, one))
          .withMessageContaining("vm-1");
    }
  }
}
