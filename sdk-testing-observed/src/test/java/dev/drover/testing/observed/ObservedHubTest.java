package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is observed of VMs is told apart from what should have been. */
class ObservedHubTest {

  private final ObservedHub hub = ObservedHub.withVms(2);
  private final HubClient client = HubClient.connect(hub.uri());

  @BeforeEach
  void takeTwo() {
    client.spinUp(TestCase.of("one"));
    client.spinUp(TestCase.of("two"));
  }

  @AfterEach
  void close() {
    client.close();
    hub.close();
  }

  @Test
  void whatIsReleasedInTimeIsFine() {
    client.release("one");
    client.release("two");

    hub.assertReleasedOnce(2, Instant.now());
  }

  @Test
  void whatIsReleasedAtTheEndIsSeen() {
    client.release("one");
    Instant end = Instant.now();
    client.release("two");

    hub.assertReleasedOnce(2);
    assertThatThrownBy(() -> hub.assertReleasedOnce(2, end))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("two on vm-2: 0 pictures, released 1 times");
  }

  @Test
  void whatIsNeverReleasedIsSeen() {
    client.release("one");

    assertThatThrownBy(() -> hub.assertReleasedOnce(2)).isInstanceOf(AssertionError.class);
    assertThat(hub.uses()).extracting(ObservedHub.Use::releases).containsExactly(1, 0);
  }

  @Test
  void aPictureThatComesAfterTheReleaseDoesNotCount() {
    client.vm("vm-1").screenshot();
    client.release("one");
    client.release("two");
    client.vm("vm-2").screenshot();

    hub.assertCaptured(1);
  }
}
