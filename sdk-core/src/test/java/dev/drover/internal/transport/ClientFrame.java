package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;

/** A frame as a client sent it, read without any of the code under test. */
final class ClientFrame {

  final int opcode;
  final boolean fin;
  final boolean masked;
  final byte[] payload;

  private ClientFrame(int first, boolean masked, byte[] payload) {
    this.opcode = first & 0x0f;
    this.fin = (first & 0x80) != 0;
    this.masked = masked;
    this.payload = payload;
  }

  static ClientFrame read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    boolean masked = (second & 0x80) != 0;
    byte[] key = masked ? in.readNBytes(4) : new byte[4];
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return new ClientFrame(first, masked, payload);
  }

  String text() {
    return new String(payload, UTF_8);
  }

  int closeCode() {
    return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
  }

  String closeReason() {
    return new String(payload, 2, payload.length - 2, UTF_8);
  }
}
