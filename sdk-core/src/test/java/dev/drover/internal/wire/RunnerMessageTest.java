package dev.drover.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event of the document, as it stands there. */
class RunnerMessageTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<String> goldenFrames() throws Exception {
    return GoldenFrames.RUNNER.names();
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void roundTrips(String name) throws Exception {
    JsonNode golden = JSON.readTree(GoldenFrames.RUNNER.read(name));
    String event = golden.get(0).asText();
    List<byte[]> arguments =
        golden.has(1) ? List.of(JSON.writeValueAsBytes(golden.get(1))) : List.of();

    RunnerMessage message = RunnerCodec.decode(event, arguments);

    assertThat(RunnerMessage.event(message)).isEqualTo(event);
    List<byte[]> written = RunnerCodec.encode(message);
    assertThat(written).hasSameSizeAs(arguments);
    if (!written.isEmpty()) {
      assertThat(JSON.readTree(written.get(0))).isEqualTo(golden.get(1));
    }
  }

  @Test
  void everyEventHasAGoldenFile() throws Exception {
    Set<String> written = new TreeSet<>();
    for (String name : GoldenFrames.RUNNER.names().toList()) {
      written.add(JSON.readTree(GoldenFrames.RUNNER.read(name)).get(0).asText());
    }

    Set<String> known =
        Stream.of(RunnerMessage.class.getPermittedSubclasses())
            .filter(type -> type != RunnerMessage.Unknown.class)
            .map(WireNames::of)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(written).isEqualTo(known);
  }

  @Test
  void unknownFieldsAreIgnoredAndAbsentOnesAreNull() throws Exception {
    RunnerMessage message =
        RunnerCodec.decode("execution:complete", List.of(utf8("{\"new\":[1],\"exitCode\":3}")));

    assertThat(message).isEqualTo(new RunnerMessage.ExecutionComplete(null, 3, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "\"a\"", "{\"executionId\":7}", "{\"level\":{}}", "{"})
  void wrongTypesAreMalformed(String json) {
    assertThatThrownBy(() -> RunnerCodec.decode("execution:log", List.of(utf8(json))))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("execution:log");
  }

  @Test
  void anEventWithoutItsObjectIsMalformed() {
    assertThatThrownBy(() -> RunnerCodec.decode("execution:start", List.of()))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
