package dev.drover.execution;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The head of every part of an AVI file but the first (OpenDML 1.02). */
final class AviPart {

  /** Where its first frame begins, from its own beginning. */
  static final int BYTES = 24;

  private AviPart() {}

  /** The head of a part that is so long, itself included. */
  static ByteBuffer encode(long bytes) {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    AviHeader.list(out, "RIFF", bytes - 8, "AVIX");
    AviHeader.list(out, "LIST", bytes - 20, "movi");
    return out.flip();
  }
}
