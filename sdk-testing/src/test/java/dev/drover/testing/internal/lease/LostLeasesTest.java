package dev.drover.testing.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which losses of leases users hear of. */
class LostLeasesTest {

  private static final Set<String> HELD = Set.of("login");

  private final RuntimeException failure = new IllegalStateException("no connection");
  private final List<String> told = new ArrayList<>();
  private final LostLeases leases = new LostLeases("run", Duration.ZERO, told::add);

  @Test
  void anOutageThatOutlastsTheLeasesIsToldOnce() {
    leases.renewed(List.of(), Set.of(), Set.of());

    leases.failed(failure, HELD);
    leases.failed(failure, HELD);

    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("were not renewed", "login", "no connection");
  }

  @Test
  void aLeaseThatTheHubEndedIsToldOnceUnlessItWasGivenBack() {
    leases.renewed(List.of(), HELD, Set.of());
    assertThat(told).isEmpty();

    leases.renewed(List.of(), HELD, HELD);
    leases.renewed(List.of(), HELD, HELD);

    assertThat(told).hasSize(1);
  }

  @Test
  void neitherHubsWithoutLeasesNorRunsWithoutVmsHaveAnythingToLose() {
    leases.failed(failure, HELD);
    leases.renewed(List.of(), Set.of(), Set.of());
    leases.failed(failure, Set.of());

    assertThat(told).isEmpty();
  }
}
