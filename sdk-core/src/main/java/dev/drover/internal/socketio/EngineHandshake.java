package dev.drover.internal.socketio;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the open packet says.
 *
 * @param sid names the session
 * @param upgrades the transports that may be changed to
 * @param pingInterval between two of the server's pings
 * @param pingTimeout how long each side waits for the other's beat beyond the interval
 * @param maxPayload the most bytes of a polling body; 0 if not told
 */
public record EngineHandshake(
    String sid,
    List<String> upgrades,
    Duration pingInterval,
    Duration pingTimeout,
    long maxPayload) {

  public EngineHandshake {
    upgrades = List.copyOf(upgrades);
  }

  /**
   * Reads an open packet.
   *
   * @param packet as it arrived
   * @return what it says
   * @throws MalformedPacketException if it is no open packet, or one without session or beat
   */
  public static EngineHandshake read(EnginePacket packet) throws MalformedPacketException {
    if (packet.type() != EnginePacket.Type.OPEN) {
      throw new MalformedPacketException("an open packet is expected first");
    }
    Fields fields = new Fields();
    try (JsonParser parser = PacketJson.parser(packet.data(), 0)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedPacketException("the open packet holds no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(parser);
      }
      PacketJson.expectEnd(parser);
    } catch (IOException e) {
      throw new MalformedPacketException("the open packet is no valid JSON", e);
    }
    return fields.handshake();
  }

  /** The open packet that says this. */
  public EnginePacket packet() {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = PacketJson.generator(json)) {
      out.writeStartObject();
      out.writeStringField("sid", sid);
      out.writeArrayFieldStart("upgrades");
      for (String upgrade : upgrades) {
        out.writeString(upgrade);
      }
      out.writeEndArray();
      out.writeNumberField("pingInterval", pingInterval.toMillis());
      out.writeNumberField("pingTimeout", pingTimeout.toMillis());
      out.writeNumberField("maxPayload", maxPayload);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EnginePacket.of(EnginePacket.Type.OPEN, json.toString(StandardCharsets.UTF_8));
  }

  /** What has been read so far. */
  private static final class Fields {
    private String sid = "";
    private final List<String> upgrades = new ArrayList<>();
    private long pingInterval;
    private long pingTimeout;
    private long maxPayload;

    void read(JsonParser parser) throws IOException {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("sid")) {
        sid = parser.getText();
      } else if (value == JsonToken.VALUE_NUMBER_INT) {
        number(name, parser);
      } else if (value == JsonToken.START_ARRAY && name.equals("upgrades")) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            upgrades.add(parser.getText());
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }

    private void number(String name, JsonParser parser) throws IOException {
      switch (name) {
        case "pingInterval" -> pingInterval = parser.getLongValue();
        case "pingTimeout" -> pingTimeout = parser.getLongValue();
        case "maxPayload" -> maxPayload = parser.getLongValue();
        default -> parser.skipChildren();
      }
    }

    EngineHandshake handshake() throws MalformedPacketException {
      boolean beats = valid(pingInterval) && valid(pingTimeout);
      if (sid.isEmpty() || !beats || maxPayload < 0) {
        throw new MalformedPacketException(
            "the open packet lacks its sid, its pingInterval or its pingTimeout");
      }
      return new EngineHandshake(
          sid,
          upgrades,
          Duration.ofMillis(pingInterval),
          Duration.ofMillis(pingTimeout),
          maxPayload);
    }

    private static boolean valid(long millis) {
      return millis > 0 && millis <= Integer.MAX_VALUE;
    }
  }
}
