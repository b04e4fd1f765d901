package dev.drover.execution;

import org.jspecify.annotations.Nullable;

/**
 * How large a JPEG is, from its head (ITU T.81, annex B): the first frame header tells.
 *
 * @param width in pixels
 * @param height in pixels
 */
record JpegSize(int width, int height) {

  private static final int START_OF_IMAGE = 0xd8;
  private static final int START_OF_SCAN = 0xda;

  /** Returns null if it is no JPEG, or one that ends before it says. */
  static @Nullable JpegSize of(byte[] jpeg) {
    if (jpeg.length < 4 || byteAt(jpeg, 0) != 0xff || byteAt(jpeg, 1) != START_OF_IMAGE) {
      return null;
    }
    int at = 2;
    while (at + 8 < jpeg.length && byteAt(jpeg, at) == 0xff) {
      int marker = byteAt(jpeg, at + 1);
      if (marker == 0xff) {
        at++; // Fill bytes may come before a marker.
        continue;
      }
      if (marker == START_OF_SCAN) {
        return null;
      }
      if (isFrameHeader(marker)) {
        return new JpegSize(shortAt(jpeg, at + 7), shortAt(jpeg, at + 5));
      }
      at += 2 + shortAt(jpeg, at + 2);
    }
    return null;
  }

  /** All of C0 to CF but the tables for Huffman and arithmetic coding, and one that is reserved. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static int shortAt(byte[] bytes, int at) {
    return byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
  }

  private static int byteAt(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }
}
