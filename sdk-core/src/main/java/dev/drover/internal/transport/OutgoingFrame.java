package dev.drover.internal.transport;

import java.io.IOException;

/** A message, or a control frame, on its way out. */
final class OutgoingFrame {

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

  private OutgoingFrame(byte[] bytes, boolean control, int size) {
    this.bytes = bytes;
    this.control = control;
    this.size = size;
  }

  /** A text message, masked only when it is written. */
  static OutgoingFrame text(byte[] utf8) {
    return new OutgoingFrame(utf8, false, FrameEncoder.sizeOf(utf8.length));
  }

  /** A control frame, encoded already. */
  static OutgoingFrame control(byte[] encoded) {
    return new OutgoingFrame(encoded, true, encoded.length);
  }

  boolean isControl() {
    return control;
  }

  /** After it nothing may follow. */
  boolean isGoodbye() {
    return control && (bytes[0] & 0x0f) == FrameReader.CLOSE;
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
      encoder.add(FrameReader.TEXT, bytes);
    }
  }
}
