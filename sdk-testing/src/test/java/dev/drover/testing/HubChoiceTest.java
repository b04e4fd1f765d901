package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the hub and its token come from. */
class HubChoiceTest {

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> file = new HashMap<>();
  private final Configuration configuration =
      new Configuration(properties::get, environment::get, file::get);

  @Test
  void theAnnotationWinsOverEverything() {
    properties.put("drover.hub", "ws://property");
    environment.put("DROVER_HUB", "ws://environment");

    HubChoice choice = HubChoice.of("ws://annotated", "", configuration);

    assertThat(choice).hasToString("ws://annotated (from the test's annotation)");
  }

  @Test
  void theSystemPropertyWinsOverEnvironmentAndFile() {
    properties.put("drover.hub", "ws://property");
    environment.put("DROVER_HUB", "ws://environment");
    file.put("hub", "ws://file");

    assertThat(unannotated()).hasToString("ws://property (from system property drover.hub)");
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    environment.put("DROVER_HUB", "ws://environment");
    file.put("hub", "ws://file");

    assertThat(unannotated())
        .hasToString("ws://environment (from environment variable DROVER_HUB)");
  }

  @Test
  void theFileIsAskedLast() {
    file.put("hub", " ws://file ");

    assertThat(unannotated()).hasToString("ws://file (from hub in drover.properties)");
  }

  @Test
  void withoutAnAddressTheServerIsEmbedded() {
    environment.put("DROVER_HUB", " ");
    environment.put("DROVER_TOKEN", "secret");

    assertThat(unannotated().isEmbedded()).isTrue();
    assertThat(unannotated().options("ws://localhost:1").token()).isEmpty();
  }

  @Test
  void embeddedCanBeAskedForWhereAHubIsConfigured() {
    environment.put("DROVER_HUB", "ws://environment");

    HubChoice choice = HubChoice.of("embedded", "", configuration);

    assertThat(choice.isEmbedded()).isTrue();
    assertThat(choice).isEqualTo(HubChoice.of("Embedded", "t", configuration));
  }

  @Test
  void theTokenIsFoundInTheSameOrderAndNeverShown() {
    environment.put("DROVER_HUB", "ws://host");
    environment.put("DROVER_TOKEN", "from-environment");
    file.put("token", "from-file");

    HubChoice choice = unannotated();

    assertThat(choice.token()).contains("from-environment");
    assertThat(HubChoice.of("", "annotated", configuration).token()).contains("annotated");
    assertThat(choice.toString() + choice.options("")).doesNotContain("from-environment");
  }

  @Test
  void partsOfAnAddressThatMayBeSecretAreNotShown() {
    HubChoice choice = HubChoice.of("wss://me:pw@host:1/hub?token=s3cret", "", configuration);

    assertThat(choice).hasToString("wss://host:1/hub (from the test's annotation)");
  }

  @Test
  void aWrongAddressIsReportedWithItsSource() {
    environment.put("DROVER_HUB", "hub.example:8765");

    assertThatThrownBy(() -> unannotated().options(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("environment variable DROVER_HUB");
  }

  private HubChoice unannotated() {
    return HubChoice.of("", "", configuration);
  }
}
