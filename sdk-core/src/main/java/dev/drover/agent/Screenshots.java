package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.concurrent.DaemonThreads;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers requests for screenshots, one at a time: a picture takes much memory for a moment. */
final class Screenshots {

  private static final int MAX_WAITING = 16;

  /** What is around the picture in its message. */
  private static final int ENVELOPE_BYTES = 1000;

  private final ScreenSource source;
  private final AtomicInteger waiting = new AtomicInteger();

  Screenshots(ScreenSource source) {
    this.source = source;
  }

  /** Takes a screenshot and sends it, on another thread. */
  void take(boolean fullPage, ReplyTo to) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      to.refuse(
          ErrorCodes.BUSY,
          "this VM has %d screenshots to take already; wait for them".formatted(MAX_WAITING),
          null);
      return;
    }
    DaemonThreads.executor().execute(() -> takeNow(fullPage, to));
  }

  private void takeNow(boolean fullPage, ReplyTo to) {
    try {
      String picture;
      synchronized (this) {
        picture = capture(fullPage, to.maxFrameBytes());
      }
      to.screenshot(picture);
    } catch (IOException e) {
      to.refuse(ErrorCodes.SCREENSHOT_FAILED, "no screenshot: " + e.getMessage(), null);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private String capture(boolean fullPage, int maxFrameBytes) throws IOException {
    byte[] bytes;
    try {
      bytes = source.capture(fullPage);
    } catch (RuntimeException | Error e) {
      // A source is somebody's own code on top of a window system: whatever it throws is an answer.
      throw new IOException("its source failed: " + e, e);
    }
    if (bytes == null || bytes.length == 0) {
      throw new IOException("its source gave no picture");
    }
    if (bytes.length / 3 * 4 + ENVELOPE_BYTES > maxFrameBytes) {
      throw new IOException(
          "it has %d bytes and would not fit into a message of %d (Limits.maxMessageBytes)"
              .formatted(bytes.length, maxFrameBytes));
    }
    return Base64.getEncoder().encodeToString(bytes);
  }
}
