package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beginning of a refused upgrade's body, where servers say why. What is not there in time, or
 * over the bound, is left out; whoever calls sees to the time by cutting the socket.
 */
final class RefusalBody {

  /** Enough for words, and too little to flood a log. */
  static final int MOST_BYTES = 8 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(RefusalBody.class);

  private final InputStream in;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private RefusalBody(InputStream in) {
    this.in = in;
  }

  /**
   * Reads it.
   *
   * @param head the head before it
   * @param buffer holds what was read together with the head
   * @param in the rest
   */
  static String read(ResponseHead head, byte[] buffer, InputStream in) {
    InputStream begun =
        new ByteArrayInputStream(buffer, head.headBytes(), head.totalBytes() - head.headBytes());
    RefusalBody body = new RefusalBody(new SequenceInputStream(begun, in));
    try {
      if (head.field("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
        body.copyChunks();
      } else {
        body.copy(contentLength(head));
      }
    } catch (IOException e) {
      LOG.debug("Only the beginning of a refusal's body arrived", e);
    }
    return body.body.toString(UTF_8);
  }

  private static long contentLength(ResponseHead head) {
    try {
      return Long.parseLong(head.field("content-length"));
    } catch (NumberFormatException e) {
      return MOST_BYTES; // Absent: then it ends with the connection.
    }
  }

  /** Copies so many bytes, as far as the bound allows. */
  private void copy(long count) throws IOException {
    byte[] piece = new byte[1024];
    long wanted = Math.min(count, MOST_BYTES - body.size());
    while (wanted > 0) {
      int got = in.read(piece, 0, (int) Math.min(piece.length, wanted));
      if (got < 0) {
        return;
      }
      body.write(piece, 0, got);
      wanted -= got;
    }
  }

  private void copyChunks() throws IOException {
    while (body.size() < MOST_BYTES) {
      long size = chunkSize();
      if (size <= 0) {
        return;
      }
      copy(size);
      line();
    }
  }

  private long chunkSize() throws IOException {
    String size = line().split(";", 2)[0].strip();
    try {
      return Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      return 0; // Not a chunk: what is there is all there is.
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = in.read()) >= 0 && next != '\n' && line.length() < 100) {
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
