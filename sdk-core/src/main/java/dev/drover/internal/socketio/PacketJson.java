package dev.drover.internal.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/** JSON within packets: UTF-8, nested to a bound, nothing behind it, and never quoted in errors. */
final class PacketJson {

  /** Far deeper than programs send, far from what a stack bears. */
  static final int MAX_DEPTH = 200;

  /** Writes values; {@link AttachmentSerializer} takes their binary parts out. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          // The transport bounds packets.
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .addModule(AttachmentSerializer.module())
          .build();

  private PacketJson() {}

  static JsonParser parser(byte[] utf8, int from) throws IOException, MalformedPacketException {
    refuseOtherEncodings(utf8, from);
    return MAPPER.getFactory().createParser(utf8, from, utf8.length - from);
  }

  static JsonGenerator generator(OutputStream out) throws IOException {
    return MAPPER.getFactory().createGenerator(out);
  }

  /** The {@code message} of an object, or the text that there is instead. */
  static String message(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      JsonNode message = tree.path("message");
      return message.isTextual() ? message.textValue() : tree.isTextual() ? tree.textValue() : json;
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  static void expectEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more follows");
    }
  }

  /** The parser would also take UTF-16 and UTF-32 if it looks like them, and a byte order mark. */
  private static void refuseOtherEncodings(byte[] json, int from) throws MalformedPacketException {
    for (int i = from; i < Math.min(from + 4, json.length); i++) {
      if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF) {
        throw new MalformedPacketException("it is not UTF-8");
      }
    }
    if (json.length > from && json[from] == (byte) 0xEF) {
      throw new MalformedPacketException("it begins with a byte order mark");
    }
  }
}
