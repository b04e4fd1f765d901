package dev.drover.execution;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The head of a Motion-JPEG AVI file, always of the same length, so that it can be written anew
 * with other numbers. It ends where the first frame begins.
 *
 * @param size of the picture
 * @param firstFrames how many frames the first part of the file has
 * @param frames how many there are in all
 * @param microsPerFrame how long each is shown
 * @param firstEnd where the first part's frames end in the file
 * @param riffEnd where the first part ends, with its index
 * @param largest the largest frame's bytes
 * @param indexed whether there is an index
 */
record AviHeader(
    JpegSize size,
    int firstFrames,
    int frames,
    int microsPerFrame,
    long firstEnd,
    long riffEnd,
    int largest,
    boolean indexed) {

  /** How long it is: where the first frame begins. */
  static final int BYTES = 12 + 12 + 64 + 12 + 64 + 48 + 12 + 8 + 248 + 12;

  /** Where the list of frames begins, to which offsets in the index refer. */
  static final int MOVI = BYTES - 4;

  private static final int HAS_INDEX = 0x10;
  private static final int SECOND = 1_000_000;

  ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    list(out, "RIFF", riffEnd - 8, "AVI ");
    list(out, "LIST", BYTES - 12 - 12 - 8, "hdrl");
    mainHeader(out);
    list(out, "LIST", 4 + 64 + 48, "strl");
    streamHeader(out);
    bitmapHeader(out);
    list(out, "LIST", 4 + 8 + 248, "odml");
    chunk(out, "dmlh", 248).putInt(frames);
    out.position(BYTES - 12);
    list(out, "LIST", firstEnd - (BYTES - 4), "movi");
    return out.flip();
  }

  private void mainHeader(ByteBuffer out) {
    int start = chunk(out, "avih", 56).position();
    out.putInt(microsPerFrame).putInt(bytesPerSecond()).putInt(0);
    out.putInt(indexed ? HAS_INDEX : 0).putInt(firstFrames).putInt(0);
    out.putInt(1).putInt(largest).putInt(size.width()).putInt(size.height());
    out.position(start + 56);
  }

  private void streamHeader(ByteBuffer out) {
    int start = chunk(out, "strh", 56).position();
    out.put(ascii("vids")).put(ascii("MJPG")).putInt(0).putInt(0).putInt(0);
    out.putInt(microsPerFrame).putInt(SECOND).putInt(0).putInt(frames);
    out.putInt(largest).putInt(-1).putInt(0);
    out.putShort((short) 0).putShort((short) 0);
    out.putShort((short) size.width()).putShort((short) size.height());
    out.position(start + 56);
  }

  private void bitmapHeader(ByteBuffer out) {
    int start = chunk(out, "strf", 40).position();
    out.putInt(40).putInt(size.width()).putInt(size.height());
    out.putShort((short) 1).putShort((short) 24).put(ascii("MJPG"));
    out.putInt(size.width() * size.height() * 3);
    out.position(start + 40);
  }

  private int bytesPerSecond() {
    return (int) Math.min(Integer.MAX_VALUE, (long) largest * SECOND / microsPerFrame);
  }

  static void list(ByteBuffer out, String id, long bytes, String type) {
    chunk(out, id, bytes).put(ascii(type));
  }

  static ByteBuffer chunk(ByteBuffer out, String id, long bytes) {
    return out.put(ascii(id)).putInt((int) bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
