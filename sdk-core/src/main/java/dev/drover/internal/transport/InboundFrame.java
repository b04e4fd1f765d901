package dev.drover.internal.transport;

/** A whole message, or a control frame. */
final class InboundFrame {

  private final int opcode;
  private final byte[] payload;

  InboundFrame(int opcode, byte[] payload) {
    this.opcode = opcode;
    this.payload = payload;
  }

  /** Text, binary, close, ping or pong. */
  int opcode() {
    return opcode;
  }

  /** All of it, nobody else's. */
  byte[] payload() {
    return payload;
  }
}
