package dev.drover.internal.socketio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes Socket.IO packets as Engine.IO messages: one of text, then one per attachment. */
public final class SocketPacketWriter {

  private SocketPacketWriter() {}

  /**
   * Writes a packet.
   *
   * @param packet what to say
   * @return the messages, to be sent in this order with none between them
   */
  public static List<EnginePacket> write(SocketPacket packet) {
    List<EnginePacket> messages = new ArrayList<>();
    messages.add(EnginePacket.text(text(packet)));
    for (byte[] attachment : attachments(packet)) {
      messages.add(EnginePacket.binary(attachment));
    }
    return messages;
  }

  private static List<byte[]> attachments(SocketPacket packet) {
    if (packet instanceof SocketPacket.Event event) {
      return event.arguments().attachments();
    }
    return packet instanceof SocketPacket.Ack ack ? ack.arguments().attachments() : List.of();
  }

  private static byte[] text(SocketPacket packet) {
    int attachments = attachments(packet).size();
    StringBuilder head = new StringBuilder();
    head.append(PacketType.of(packet).digit());
    if (attachments > 0) {
      head.append(attachments).append('-');
    }
    if (!packet.namespace().equals(SocketPacket.ROOT)) {
      head.append(packet.namespace()).append(',');
    }
    if (packet instanceof SocketPacket.Event event && event.id() != null) {
      head.append(event.id());
    } else if (packet instanceof SocketPacket.Ack ack) {
      head.append(ack.id());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    payload(packet, out);
    return out.toByteArray();
  }

  private static void payload(SocketPacket packet, ByteArrayOutputStream out) {
    if (packet instanceof SocketPacket.Connect connect && connect.json() != null) {
      out.writeBytes(connect.json().getBytes(StandardCharsets.UTF_8));
    } else if (packet instanceof SocketPacket.ConnectError error) {
      out.writeBytes(error.json().getBytes(StandardCharsets.UTF_8));
    } else if (packet instanceof SocketPacket.Event event) {
      out.write('[');
      out.writeBytes(Arguments.write(event.name(), List.of()));
      arguments(event.arguments(), true, out);
      out.write(']');
    } else if (packet instanceof SocketPacket.Ack ack) {
      out.write('[');
      arguments(ack.arguments(), false, out);
      out.write(']');
    }
  }

  private static void arguments(Arguments arguments, boolean behind, ByteArrayOutputStream out) {
    for (int i = 0; i < arguments.size(); i++) {
      if (behind || i > 0) {
        out.write(',');
      }
      out.writeBytes(arguments.json(i));
    }
  }
}
