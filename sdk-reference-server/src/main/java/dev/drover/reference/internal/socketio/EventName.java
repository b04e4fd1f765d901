package dev.drover.reference.internal.socketio;

import dev.drover.internal.socketio.EnginePacket;
import java.nio.charset.StandardCharsets;

/** A look at a message for those who only want to know what it is about. */
final class EventName {

  private static final byte CONNECT = '0';
  private static final String BINARY = "(%d bytes)";

  private EventName() {}

  /** The name of an event; empty if the packet is none. */
  static String of(byte[] packet) {
    if (packet.length == 0 || (packet[0] != '2' && packet[0] != '5')) {
      return "";
    }
    int start = 0;
    while (start < packet.length && packet[start] != '[') {
      start++;
    }
    int from = start + 2;
    int to = from;
    while (to < packet.length && packet[to] != '"') {
      to++;
    }
    return to >= packet.length || packet[start + 1] != '"'
        ? ""
        : new String(packet, from, to - from, StandardCharsets.UTF_8);
  }

  /** A message to be read by people: the one that brings a token shows none. */
  static byte[] withoutSecrets(EnginePacket message) {
    byte[] data = message.data();
    if (message.isBinary()) {
      return BINARY.formatted(data.length).getBytes(StandardCharsets.UTF_8);
    } else if (data.length == 0 || data[0] != CONNECT) {
      return data;
    }
    String text = message.text();
    int auth = text.indexOf('{');
    return auth < 0
        ? data
        : (text.substring(0, auth) + "{\"***\":\"***\"}").getBytes(StandardCharsets.UTF_8);
  }
}
