package dev.drover.execution;

import dev.drover.DroverException;
import dev.drover.Subscription;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A preview's frames on their way into an {@link AviFile}, which one thread at a time writes. */
final class AviRecording implements Recording {

  /** Two seconds at the highest rate: a disk that is behind for longer will not catch up. */
  private static final int WAITING = 30;

  /** A disk that has not taken two seconds' worth by then never will. */
  private static final long CLOSE_SECONDS = 10;

  private final Path file;
  private final AviFile avi;
  private final ErrorSink errors;
  private final FrameLane lane;
  private final Subscription previewEnd;

  /** Threads of Drover's own: a user's executor may be busy when a frame comes. */
  private final Dispatcher writer;

  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private volatile int frames;
  private final AtomicInteger notJpeg = new AtomicInteger();
  private @Nullable IOException failure;

  private AviRecording(DefaultPreview preview, Path file, AviFile avi, ErrorSink errors) {
    this.file = file;
    this.avi = avi;
    this.errors = errors;
    this.writer = new Dispatcher(DaemonThreads.executor(), WAITING, 0, errors);
    this.lane = preview.listen(WAITING, writer, this::append);
    this.previewEnd = preview.end().onEnd(why -> finish());
  }

  static Recording start(DefaultPreview preview, Path file, ErrorSink errors) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return new AviRecording(preview, file, new AviFile(file), errors);
    } catch (IOException e) {
      throw new DroverException(
          "the preview of %s cannot be recorded to %s: %s".formatted(preview.deviceId(), file, e),
          e);
    }
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public long missed() {
    return lane.skipped() + notJpeg.get();
  }

  @Override
  public boolean isActive() {
    return lane.isActive();
  }

  @Override
  public void close() {
    previewEnd.close();
    finish();
    try {
      written.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DroverException("interrupted while " + file + " was being finished", e);
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DroverException(
          "%s holds only %d frames, it could not be written to the end: %s"
              .formatted(file, frames, cause),
          cause);
    }
  }

  /** One line: file and frames. */
  @Override
  public String toString() {
    return "Recording[%s, %d frames, %d missed, %s]"
        .formatted(file, frames(), missed(), isActive() ? "running" : "ended");
  }

  private void append(PreviewFrame frame) {
    if (failure != null) {
      return;
    }
    try {
      if (avi.append(frame.jpeg(), frame.arrivedNanos())) {
        frames = avi.frames();
      } else {
        leftOut(frame, null);
      }
    } catch (DroverException e) {
      leftOut(frame, e);
    } catch (IOException e) {
      failure = e;
      errors.report("recording to " + file + " ended: " + e, e);
      finish();
    }
  }

  private void leftOut(PreviewFrame frame, @Nullable DroverException why) {
    if (notJpeg.incrementAndGet() == 1) {
      errors.report(frame + " is no JPEG and was left out of " + file, why);
    }
  }

  /** The file is closed behind the frames that still wait. */
  private void finish() {
    lane.finish();
    writer.unbounded(this::closeFile);
  }

  private void closeFile() {
    try {
      avi.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    if (failure == null) {
      written.complete(null);
    } else {
      written.completeExceptionally(failure);
    }
  }
}
