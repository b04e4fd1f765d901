package dev.drover.internal.socketio.client;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.SocketPacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A Socket.IO packet as one frame of a session, so that it waits, is sent and is lost as a whole.
 * Without attachments that is the WebSocket's text frame itself. With attachments it is a zero
 * byte, which no text begins with, then each of the WebSocket's frames behind its length.
 */
public final class PacketFrame {

  private static final byte SEVERAL = 0;

  private PacketFrame() {}

  /**
   * One frame of a packet.
   *
   * @param packet what to say
   * @return the frame, for a session over {@link SocketIoTransports}
   */
  public static byte[] of(SocketPacket packet) {
    List<EnginePacket> messages = SocketPacketWriter.write(packet);
    if (messages.size() == 1) {
      return messages.get(0).frame();
    }
    List<byte[]> frames = messages.stream().map(EnginePacket::frame).toList();
    long size = 1;
    for (byte[] frame : frames) {
      size += Integer.BYTES + frame.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(Math.toIntExact(size)).put(SEVERAL);
    frames.forEach(frame -> joined.putInt(frame.length).put(frame));
    return joined.array();
  }

  /** The WebSocket's frames: the first is text, the others are binary. */
  static List<byte[]> split(byte[] frame) {
    if (frame.length == 0 || frame[0] != SEVERAL) {
      return List.of(frame);
    }
    List<byte[]> frames = new ArrayList<>();
    ByteBuffer joined = ByteBuffer.wrap(frame, 1, frame.length - 1);
    while (joined.hasRemaining()) {
      byte[] next = new byte[joined.getInt()];
      joined.get(next);
      frames.add(next);
    }
    return frames;
  }
}
