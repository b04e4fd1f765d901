package dev.drover.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every message of every document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GoldenFrameContract<M extends WireMessage> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final GoldenFrames frames;
  private final WireCodec<M> codec;
  private final Class<M> protocol;

  GoldenFrameContract(GoldenFrames frames, WireCodec<M> codec, Class<M> protocol) {
    this.frames = frames;
    this.codec = codec;
    this.protocol = protocol;
  }

  Stream<String> goldenFrames() throws Exception {
    return frames.names();
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void roundTrips(String name) throws Exception {
    byte[] golden = frames.read(name);

    M message = codec.decode(golden);

    assertThat(message.getClass()).isNotEqualTo(unknown());
    assertThat(JSON.readTree(codec.encode(message))).isEqualTo(JSON.readTree(golden));
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void toleratesUnknownSiblings(String name) throws Exception {
    ObjectNode frame = (ObjectNode) JSON.readTree(frames.read(name));
    M plain = codec.decode(JSON.writeValueAsBytes(frame));
    frame.put("new_field", 1).putObject("newer_field").put("type", "not this");

    assertThat(codec.decode(JSON.writeValueAsBytes(frame))).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void toleratesAbsentAndNullFields(String name) throws Exception {
    ObjectNode frame = (ObjectNode) JSON.readTree(frames.read(name));
    Class<?> type = codec.decode(JSON.writeValueAsBytes(frame)).getClass();
    for (Iterator<String> fields = frame.deepCopy().fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!field.equals("type")) {
        ObjectNode nulled = frame.deepCopy().putNull(field);
        ObjectNode absent = frame.deepCopy().without(field);
        assertThat(codec.decode(JSON.writeValueAsBytes(nulled))).isInstanceOf(type);
        assertThat(codec.decode(JSON.writeValueAsBytes(absent))).isInstanceOf(type);
      }
    }
  }

  @Test
  void everyMessageHasAGoldenFile() throws Exception {
    Set<String> written = new TreeSet<>();
    for (String name : frames.names().toList()) {
      JsonNode frame = JSON.readTree(frames.read(name));
      written.add(frame.path("type").asText());
    }

    Set<String> known =
        Stream.of(protocol.getPermittedSubclasses())
            .filter(type -> type != unknown())
            .map(WireNames::of)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(written).isEqualTo(known);
  }

  private Class<?> unknown() {
    return Stream.of(protocol.getPermittedSubclasses())
        .filter(type -> type.getSimpleName().equals("Unknown"))
        .findFirst()
        .orElseThrow();
  }
}
