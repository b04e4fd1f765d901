package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Frames as a server sends them, right or wrong. */
final class ServerFrames {

  static final int FIN = 0x80;

  private ServerFrames() {}

  static byte[] text(String text) {
    return frame(FIN | FrameReader.TEXT, text.getBytes(UTF_8));
  }

  static byte[] close(int code, String reason) {
    byte[] words = reason.getBytes(UTF_8);
    return frame(
        FIN | FrameReader.CLOSE,
        ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array());
  }

  /** Any frame: the first byte holds FIN, the reserved bits and the opcode. */
  static byte[] frame(int first, byte[] payload) {
    return concat(header(first, payload.length), payload);
  }

  static byte[] frame(int first, String payload) {
    return frame(first, payload.getBytes(UTF_8));
  }

  static byte[] header(int first, long length) {
    ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
    if (length >= 0 && length < 126) {
      header.put((byte) length);
    } else if (length >= 0 && length <= 0xffff) {
      header.put((byte) 126).putShort((short) length);
    } else {
      header.put((byte) 127).putLong(length);
    }
    return Arrays.copyOf(header.array(), header.position());
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
