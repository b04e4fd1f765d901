package dev.drover.internal.socketio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a Socket.IO packet, checked in one pass and cut into its arguments, not parsed.
 *
 * @param text all of it, for packets that are no array; null if there is none
 * @param name the event's, else empty
 * @param values the arguments without the name
 */
record PacketPayload(@Nullable String text, String name, List<byte[]> values) {

  static PacketPayload read(byte[] utf8, int at, PacketType type, int attachments)
      throws MalformedPacketException {
    boolean none = at == utf8.length;
    switch (type) {
      case DISCONNECT -> {
        if (!none) {
          throw invalid();
        }
        return new PacketPayload(null, "", List.of());
      }
      case CONNECT, CONNECT_ERROR -> {
        return none ? new PacketPayload(null, "", List.of()) : whole(utf8, at, type);
      }
      default -> {
        return array(utf8, at, type, attachments);
      }
    }
  }

  private static PacketPayload whole(byte[] utf8, int at, PacketType type)
      throws MalformedPacketException {
    try (JsonParser parser = PacketJson.parser(utf8, at)) {
      JsonToken first = parser.nextToken();
      boolean text = first == JsonToken.VALUE_STRING && type == PacketType.CONNECT_ERROR;
      if (first != JsonToken.START_OBJECT && !text) {
        throw invalid();
      }
      parser.skipChildren();
      PacketJson.expectEnd(parser);
    } catch (IOException e) {
      throw noJson(e);
    }
    String json = new String(utf8, at, utf8.length - at, StandardCharsets.UTF_8);
    return new PacketPayload(json, "", List.of());
  }

  private static PacketPayload array(byte[] utf8, int at, PacketType type, int attachments)
      throws MalformedPacketException {
    boolean named = type == PacketType.EVENT || type == PacketType.BINARY_EVENT;
    List<byte[]> values = new ArrayList<>();
    try (JsonParser parser = PacketJson.parser(utf8, at)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw invalid();
      }
      String name = named ? name(parser) : "";
      Placeholders placeholders = type.isBinary() ? new Placeholders(attachments) : null;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int from = at + (int) parser.currentTokenLocation().getByteOffset();
        if (placeholders == null) {
          parser.skipChildren();
        } else {
          placeholders.walk(parser);
        }
        parser.finishToken();
        int to = at + (int) parser.currentLocation().getByteOffset();
        values.add(Arrays.copyOfRange(utf8, from, to));
      }
      PacketJson.expectEnd(parser);
      return new PacketPayload(null, name, values);
    } catch (IOException e) {
      throw noJson(e);
    }
  }

  private static String name(JsonParser parser) throws IOException, MalformedPacketException {
    JsonToken first = parser.nextToken();
    boolean number = first == JsonToken.VALUE_NUMBER_INT || first == JsonToken.VALUE_NUMBER_FLOAT;
    if (first != JsonToken.VALUE_STRING && !number) {
      throw invalid();
    }
    String name = parser.getText();
    if (SocketPacket.RESERVED.contains(name)) {
      throw new MalformedPacketException("the event's name is reserved");
    }
    return name;
  }

  private static MalformedPacketException invalid() {
    return new MalformedPacketException("invalid payload for its type");
  }

  private static MalformedPacketException noJson(IOException e) {
    return new MalformedPacketException("no valid JSON, or nested too deep", e);
  }
}
