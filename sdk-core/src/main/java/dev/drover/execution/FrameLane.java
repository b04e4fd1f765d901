package dev.drover.execution;

import dev.drover.Subscription;
import dev.drover.internal.session.Dispatcher;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One listener's way to its frames: newer ones push out older ones that it had no time for. */
final class FrameLane implements Subscription {

  private final List<FrameLane> lanes;
  private final int capacity;
  private final Dispatcher dispatcher;
  private final Consumer<? super PreviewFrame> listener;

  /** As many turns wait in the dispatcher as frames wait here. */
  private final ArrayDeque<PreviewFrame> waiting = new ArrayDeque<>();

  private long skipped;
  private boolean active = true;

  /**
   * A lane.
   *
   * @param lanes all lanes of the preview; this one takes itself out when it ends
   * @param capacity how many frames may wait
   * @param dispatcher runs the listener, and nothing else
   * @param listener called for each frame that was not pushed out
   */
  FrameLane(
      List<FrameLane> lanes,
      int capacity,
      Dispatcher dispatcher,
      Consumer<? super PreviewFrame> listener) {
    this.lanes = lanes;
    this.capacity = capacity;
    this.dispatcher = dispatcher;
    this.listener = listener;
  }

  /** A frame has come. */
  void offer(PreviewFrame frame) {
    synchronized (waiting) {
      if (!active) {
        return;
      }
      waiting.add(frame);
      if (waiting.size() > capacity) {
        waiting.remove();
        skipped++;
        return;
      }
    }
    dispatcher.unbounded(this::next);
  }

  /** Takes no more frames; those that wait are still delivered. */
  void finish() {
    synchronized (waiting) {
      active = false;
    }
    lanes.remove(this);
  }

  /** How many frames were pushed out. */
  long skipped() {
    synchronized (waiting) {
      return skipped;
    }
  }

  @Override
  public boolean isActive() {
    synchronized (waiting) {
      return active;
    }
  }

  @Override
  public void close() {
    synchronized (waiting) {
      waiting.clear();
    }
    finish();
  }

  private void next() {
    PreviewFrame frame = poll();
    if (frame != null) {
      listener.accept(frame);
    }
  }

  private @Nullable PreviewFrame poll() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }
}
