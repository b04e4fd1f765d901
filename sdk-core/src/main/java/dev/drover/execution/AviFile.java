package dev.drover.execution;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Motion-JPEG AVI file that grows at its end: a frame is appended, then the head at the beginning
 * is written anew, which counts it in. Whenever the writer is killed, the file is whole up to the
 * frame before. Over a gigabyte it goes on in further parts (OpenDML 1.02), since no part may be
 * larger than players can count.
 */
final class AviFile implements AutoCloseable {

  private static final long PART_BYTES = 1L << 30;

  /** What players can show: one frame in ten seconds to sixty in one. */
  private static final long SLOWEST_MICROS = 10_000_000;

  private static final long FASTEST_MICROS = 1_000_000 / 60;

  /** Of a single frame, whose rate cannot be known: in the middle of what servers send. */
  private static final int USUAL_MICROS = 1_000_000 / 12;

  private final Path file;
  private final FileChannel channel;
  private final long partBytes;
  private final AviIndex index = new AviIndex();
  private @Nullable JpegSize size;
  private long end;
  private int frames;
  private int largest;
  private long firstNanos;
  private long lastNanos;

  /** Of the first part: how many frames, and where they end. */
  private int firstFrames;

  private long firstEnd;

  /** Where the part begins that is written now; 0 while it is the first. */
  private long partStart;

  AviFile(Path file) throws IOException {
    this(file, PART_BYTES);
  }

  /** For tests: with parts of another size. */
  AviFile(Path file, long partBytes) throws IOException {
    this.partBytes = partBytes;
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** How many frames are in it. */
  int frames() {
    return frames;
  }

  /**
   * Appends a frame.
   *
   * @param jpeg the picture
   * @param nanos when it came, as {@link System#nanoTime()}
   * @return false if it is no JPEG, and therefore left out
   */
  boolean append(byte[] jpeg, long nanos) throws IOException {
    JpegSize its = JpegSize.of(jpeg);
    if (its == null) {
      return false;
    }
    if (size == null) {
      size = its;
      end = AviHeader.BYTES;
      firstNanos = nanos;
    } else if (end - partStart + jpeg.length > partBytes) {
      beginPart();
    }
    lastNanos = nanos;
    largest = Math.max(largest, jpeg.length);
    if (partStart == 0) {
      index.add(end - AviHeader.MOVI, jpeg.length);
    }
    write(frameHead(jpeg.length), end);
    write(ByteBuffer.wrap(jpeg), end + 8);
    end += 8 + jpeg.length;
    if ((end & 1) != 0) {
      write(ByteBuffer.allocate(1), end++); // Chunks begin at even places.
    }
    frames++;
    countIn();
    return true;
  }

  /**
   * Writes the index, for players that cannot jump without one, and closes the file. Without a
   * frame there is nothing that a player could open, and no file stays.
   */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      if (size != null && partStart == 0) {
        ByteBuffer encoded = index.encode();
        long riffEnd = end + encoded.remaining();
        write(encoded, end);
        write(header(size, riffEnd, true).encode(), 0);
      }
    }
    if (size == null && Files.isRegularFile(file)) {
      Files.delete(file);
    }
  }

  private void beginPart() throws IOException {
    partStart = end;
    end += AviPart.BYTES;
    write(AviPart.encode(AviPart.BYTES), partStart);
  }

  private void countIn() throws IOException {
    if (partStart == 0) {
      firstFrames = frames;
      firstEnd = end;
    } else {
      write(AviPart.encode(end - partStart), partStart);
    }
    JpegSize known = size;
    if (known != null) {
      write(header(known, firstEnd, false).encode(), 0);
    }
  }

  private AviHeader header(JpegSize known, long riffEnd, boolean indexed) {
    return new AviHeader(
        known, firstFrames, frames, microsPerFrame(), firstEnd, riffEnd, largest, indexed);
  }

  private int microsPerFrame() {
    if (frames < 2) {
      return USUAL_MICROS;
    }
    long micros = TimeUnit.NANOSECONDS.toMicros(lastNanos - firstNanos) / (frames - 1);
    return (int) Math.max(FASTEST_MICROS, Math.min(SLOWEST_MICROS, micros));
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  private static ByteBuffer frameHead(int bytes) {
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return AviHeader.chunk(head, "00dc", bytes).flip();
  }
}
