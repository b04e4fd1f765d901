package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads and writes the messages of one protocol. Unknown fields are ignored and unknown types
 * become the protocol's {@code Unknown}; a field of the wrong type makes the message malformed.
 *
 * @param <M> the protocol's sealed interface
 */
public final class WireCodec<M extends WireMessage> {

  /** Shared by all that is JSON here. */
  static final ObjectMapper MAPPER = mapper();

  /** The hub's messages. */
  public static final WireCodec<HubMessage> HUB =
      new WireCodec<>(HubMessage.class, HubMessage.Unknown::new, HubMessage.Unknown.class);

  /** The messages between a VM agent and its backend. */
  public static final WireCodec<BackendMessage> BACKEND =
      new WireCodec<>(
          BackendMessage.class, BackendMessage.Unknown::new, BackendMessage.Unknown.class);

  /** The messages of execution monitoring. */
  public static final WireCodec<ExecutionMessage> EXECUTION =
      new WireCodec<>(
          ExecutionMessage.class, ExecutionMessage.Unknown::new, ExecutionMessage.Unknown.class);

  private final Map<String, ObjectReader> readers = new HashMap<>();
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final BiFunction<String, String, M> unknown;

  private WireCodec(
      Class<M> protocol, BiFunction<String, String, M> unknown, Class<? extends M> unknownType) {
    this.unknown = unknown;
    for (Class<?> message : protocol.getPermittedSubclasses()) {
      if (message != unknownType) {
        readers.put(WireNames.of(message), MAPPER.readerFor(message));
        writers.put(message, MAPPER.writerFor(message));
      }
    }
  }

  /**
   * Reads a frame.
   *
   * @param json UTF-8
   * @return the message
   * @throws MalformedMessageException if it is none, with a reason fit to be sent back
   */
  @SuppressWarnings("unchecked")
  public M decode(byte[] json) throws MalformedMessageException {
    refuseOtherEncodings(json);
    String type = TypeScanner.scan(json);
    try {
      if (type == null) {
        type = typeByParsing(json);
      }
      ObjectReader reader = readers.get(type);
      return reader == null ? unknown(type, json) : (M) reader.readValue(json);
    } catch (IOException | StackOverflowError e) {
      throw new MalformedMessageException("malformed message: " + MalformedReason.of(e), type, e);
    }
  }

  /**
   * Writes a message.
   *
   * @param message one of the protocol's records
   * @return UTF-8
   */
  public byte[] encode(M message) {
    ObjectWriter writer = writers.get(message.getClass());
    if (writer == null) {
      throw new IllegalArgumentException("no message to send: " + message.type());
    }
    try {
      return write(writer, message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the message '%s' cannot be written as JSON: %s"
              .formatted(message.type(), e.getOriginalMessage()),
          e);
    }
  }

  static byte[] write(ObjectWriter writer, Object message) throws JsonProcessingException {
    try {
      return writer.writeValueAsBytes(message);
    } catch (JsonGenerationException e) {
      // Half a surrogate pair has no UTF-8, but JSON can escape it, and what was read can be
      // written.
      return writer.with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(message);
    }
  }

  /** JSON is UTF-8 here, but the parser would also take UTF-16 and UTF-32 if it looks like them. */
  static void refuseOtherEncodings(byte[] json) throws MalformedMessageException {
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF) {
        throw new MalformedMessageException("malformed message: it is not UTF-8", null, null);
      }
    }
  }

  private M unknown(String type, byte[] json) throws IOException {
    try (JsonParser parser = MAPPER.createParser(json)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more follows after the object");
      }
    }
    return unknown.apply(type, new String(json, StandardCharsets.UTF_8));
  }

  /** For frames that the scanner gives up on: broken ones, and legal ones that escape letters. */
  private static String typeByParsing(byte[] json) throws IOException, MalformedMessageException {
    JsonNode tree = MAPPER.readTree(json);
    if (!tree.isObject()) {
      throw new MalformedMessageException(
          "malformed message: a JSON object is expected", null, null);
    }
    if (!tree.path("type").isTextual()) {
      throw new MalformedMessageException(
          "malformed message: it has no \"type\", or one that is no string", null, null);
    }
    return tree.path("type").textValue();
  }

  private static ObjectMapper mapper() {
    // The transport bounds messages, and users may raise that bound: no second one for strings.
    StreamReadConstraints constraints =
        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        // Exceptions must not quote what was sent: it may hold secrets.
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            c ->
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .withConfigOverride(
            List.class, c -> c.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP)))
        .build();
  }
}
