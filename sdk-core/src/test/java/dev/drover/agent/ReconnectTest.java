package dev.drover.agent;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.fixtures.FakeHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ReconnectTest {

  private static final String TEN_THOUSAND_LINES =
      "i=0; while [ $i -lt 10000 ]; do echo line $i; i=$((i+1)); [ $((i % 500)) = 0 ] && sleep 0.05; done";

  private FakeHub hub;
  private VmAgent agent;

  @BeforeEach
  void connect() throws Exception {
    hub = new FakeHub(true);
    ClientOptions connection =
        ClientOptions.of(hub.uri()).backoff(Backoff.fixed(Duration.ofMillis(1)));
    agent = VmAgent.connect(connection, AgentOptions.of("vm-1"));
    hub.expect("register");
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    hub.close();
  }

  @Test
  void nothingIsLostOverManyCuts() throws Exception {
    hub.say(
        "{'type':'command','command':'"
            + TEN_THOUSAND_LINES
            + "','request_id':'r','command_id':'c'}");
    List<String> pieces = new ArrayList<>();

    JsonNode end = null;
    for (int cuts = 0; end == null; cuts++) {
      end = hear(pieces, cuts < 20 ? 1 : Integer.MAX_VALUE);
      if (end == null) {
        hub.cut();
        hub.expect("register");
        hub.say(
            "{'type':'attach','command_id':'c','from_seq':" + pieces.size() + ",'request_id':'r'}");
      }
    }

    String expected =
        IntStream.range(0, 10_000).mapToObj(i -> "line " + i + "\n").collect(joining());
    assertThat(String.join("", pieces)).isEqualTo(expected);
    assertThat(end.path("result").asText()).isEqualTo(expected);
    assertThat(end.path("metadata").path("seq").asInt()).isEqualTo(pieces.size());
    assertThat(hub.registrations.get()).isGreaterThan(10);
  }

  /** Hears so many new pieces, or the end. */
  private @Nullable JsonNode hear(List<String> pieces, int most) throws InterruptedException {
    for (int heard = 0; heard < most; ) {
      JsonNode message = hub.next();
      String type = message.path("type").asText();
      if (type.equals("command_response")) {
        return message;
      }
      if (type.equals("command_output")) {
        // A hub takes each piece once; none may be missing before it.
        long seq = message.path("metadata").path("seq").asLong();
        assertThat(seq).isLessThanOrEqualTo(pieces.size());
        if (seq == pieces.size()) {
          pieces.add(message.path("message").asText());
          heard++;
        }
      }
    }
    return null;
  }
}
