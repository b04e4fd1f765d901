package dev.drover.internal.socketio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;

/**
 * The body of a polling request or answer: packets with {@code 0x1e} between them, binary messages
 * as {@code b} and Base64.
 */
public final class EnginePayload {

  private static final byte SEPARATOR = 0x1e;
  private static final byte BINARY = 'b';

  private EnginePayload() {}

  /**
   * Takes a body apart.
   *
   * @param body whole; the one who received it has bounded it
   * @return at least one packet, in order
   * @throws MalformedPacketException if any of it is malformed, or no UTF-8
   */
  public static List<EnginePacket> read(byte[] body) throws MalformedPacketException {
    refuseBrokenText(body);
    List<EnginePacket> packets = new ArrayList<>();
    int from = 0;
    while (from <= body.length) {
      int to = from;
      while (to < body.length && body[to] != SEPARATOR) {
        to++;
      }
      packets.add(packet(body, from, to));
      from = to + 1;
    }
    return packets;
  }

  /** One body of all the packets; there must be at least one. */
  public static byte[] write(List<EnginePacket> packets) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (EnginePacket packet : packets) {
      if (body.size() > 0) {
        body.write(SEPARATOR);
      }
      if (packet.isBinary()) {
        body.write(BINARY);
        body.writeBytes(Base64.getEncoder().encode(packet.data()));
      } else {
        body.write(packet.type().digit());
        body.writeBytes(packet.data());
      }
    }
    return body.toByteArray();
  }

  /**
   * Takes as many packets off a queue as one body may hold, and always the first: it could not go
   * any other way.
   *
   * @param queue not empty
   * @param maxPayload in bytes, as the handshake tells; what counts is the body as it is sent, with
   *     separators and Base64; 0 is no limit
   * @return the packets for one body
   */
  public static List<EnginePacket> take(Queue<EnginePacket> queue, int maxPayload) {
    List<EnginePacket> taken = new ArrayList<>();
    long size = 0;
    EnginePacket next = queue.peek();
    while (next != null) {
      size += size(next) + (taken.isEmpty() ? 0 : 1);
      if (!taken.isEmpty() && maxPayload > 0 && size > maxPayload) {
        break;
      }
      taken.add(queue.remove());
      next = queue.peek();
    }
    return taken;
  }

  /** What a packet takes in a body, without a separator. */
  public static long size(EnginePacket packet) {
    int data = packet.data().length;
    return 1 + (packet.isBinary() ? 4L * ((data + 2L) / 3) : data);
  }

  private static EnginePacket packet(byte[] body, int from, int to)
      throws MalformedPacketException {
    if (from == to || body[from] != BINARY) {
      return EnginePacket.read(body, from, to);
    }
    try {
      byte[] base64 = Arrays.copyOfRange(body, from + 1, to);
      return EnginePacket.binary(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new MalformedPacketException("a binary message is no Base64", e);
    }
  }

  /** What comes by polling may go on by WebSocket, where broken text ends the connection. */
  private static void refuseBrokenText(byte[] body) throws MalformedPacketException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new MalformedPacketException("it is not UTF-8", e);
    }
  }
}
