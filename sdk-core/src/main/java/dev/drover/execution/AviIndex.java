package dev.drover.execution;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the frames are, for the end of an AVI file ({@code idx1}). */
final class AviIndex {

  private static final int ENTRY_BYTES = 16;
  private static final int KEY_FRAME = 0x10;
  private static final byte[] FRAME_ID = "00dc".getBytes(StandardCharsets.US_ASCII);

  /** Pairs of offset and length, both below 2^31. */
  private int[] entries = new int[256];

  private int used;

  void add(long offset, int bytes) {
    if (used == entries.length) {
      entries = Arrays.copyOf(entries, 2 * used);
    }
    entries[used++] = (int) offset;
    entries[used++] = bytes;
  }

  ByteBuffer encode() {
    int bytes = used / 2 * ENTRY_BYTES;
    ByteBuffer out = ByteBuffer.allocate(8 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    AviHeader.chunk(out, "idx1", bytes);
    for (int i = 0; i < used; i += 2) {
      out.put(FRAME_ID).putInt(KEY_FRAME).putInt(entries[i]).putInt(entries[i + 1]);
    }
    return out.flip();
  }
}
