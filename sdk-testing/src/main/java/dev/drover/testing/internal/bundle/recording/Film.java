package dev.drover.testing.internal.bundle.recording;

import dev.drover.Subscription;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewFrame;
import dev.drover.testing.internal.bundle.model.Picture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last frames of a preview, at some distance from each other so that they tell more than one
 * moment; the newest is always among them. Nothing is decoded before somebody looks.
 */
public final class Film implements AutoCloseable {

  private static final int FRAMES = 8;
  private static final Duration DISTANCE = Duration.ofMillis(500);

  private final Deque<PreviewFrame> frames = new ArrayDeque<>();
  private final Subscription subscription;
  private @Nullable PreviewFrame newest;
  private long keptNanos;

  /**
   * Follows a preview from now on.
   *
   * @param preview the preview
   */
  public Film(Preview preview) {
    subscription = preview.onFrame(this::add);
  }

  private synchronized void add(PreviewFrame frame) {
    long now = System.nanoTime();
    newest = frame;
    if (frames.isEmpty() || now - keptNanos >= DISTANCE.toNanos()) {
      keptNanos = now;
      frames.add(frame);
      if (frames.size() > FRAMES) {
        frames.remove();
      }
    }
  }

  /** The frames, oldest first. */
  public List<Picture> pictures() {
    List<PreviewFrame> all;
    synchronized (this) {
      all = new ArrayList<>(frames);
      if (newest != null && !all.contains(newest)) {
        all.add(newest);
      }
    }
    return all.stream().map(Film::picture).toList();
  }

  @Override
  public void close() {
    subscription.close();
  }

  private static Picture picture(PreviewFrame frame) {
    try {
      return Picture.of(frame.deviceId(), frame.timestamp(), frame.jpeg());
    } catch (RuntimeException e) {
      return Picture.missing(frame.deviceId(), String.valueOf(e.getMessage()));
    }
  }
}
