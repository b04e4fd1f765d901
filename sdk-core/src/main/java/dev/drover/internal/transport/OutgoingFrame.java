package dev.drover.internal.transport;

import java.io.IOException;

/** A message, or a control frame, on its way out. */
final class OutgoingFrame {

  private final int opcode;
  private final byte[] bytes;
  private final boolean control;
  private final int size;
  private Fate fate = Fate.UNDER_WAY;

  /** What became of a frame. */
  enum Fate {
    UNDER_WAY,
    WRITTEN,
    DROPPED
  }

  private OutgoingFrame(int opcode, byte[] bytes, boolean control, int size) {
    this.opcode = opcode;
    this.bytes = bytes;
    this.control = control;
    this.size = size;
  }

  /** A text message, masked only when it is written. */
  static OutgoingFrame text(byte[] utf8) {
    return message(FrameReader.TEXT, utf8);
  }

  /** A binary message, masked only when it is written. */
  static OutgoingFrame binary(byte[] bytes) {
    return message(FrameReader.BINARY, bytes);
  }

  private static OutgoingFrame message(int opcode, byte[] payload) {
    return new OutgoingFrame(opcode, payload, false, FrameEncoder.sizeOf(payload.length));
  }

  /** A control frame, encoded already. */
  static OutgoingFrame control(byte[] encoded) {
    return new OutgoingFrame(encoded[0] & 0x0f, encoded, true, encoded.length);
  }

  boolean isControl() {
    return control;
  }

  /** After it nothing may follow. */
  boolean isGoodbye() {
    return opcode == FrameReader.CLOSE;
  }

  /** With its header. */
  int size() {
    return size;
  }

  /** What became of it; for its writer, under its lock. */
  Fate fate() {
    return fate;
  }

  void become(Fate fate) {
    this.fate = fate;
  }

  void writeTo(FrameEncoder encoder) throws IOException {
    if (control) {
      encoder.addEncoded(bytes);
    } else {
      encoder.add(opcode, bytes);
    }
  }
}
