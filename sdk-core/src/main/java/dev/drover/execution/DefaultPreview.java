package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.Subscription;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.wire.RawFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A preview as frames come in, whichever connection brings them. */
final class DefaultPreview implements Preview {

  private final String deviceId;
  private final PreviewQuality quality;
  private final ClientOptions options;
  private final ErrorSink errors;
  private final Consumer<DefaultPreview> stop;
  private final FrameRate rate = new FrameRate();
  private final List<FrameLane> lanes = new CopyOnWriteArrayList<>();

  private final PreviewEnd end = new PreviewEnd();
  private volatile @Nullable PreviewFrame latest;

  /**
   * A preview without frames yet.
   *
   * @param deviceId the device
   * @param quality what is asked for
   * @param options where listeners run
   * @param errors hears what they throw
   * @param stop tells the server that it is no longer wanted
   */
  DefaultPreview(
      String deviceId,
      PreviewQuality quality,
      ClientOptions options,
      ErrorSink errors,
      Consumer<DefaultPreview> stop) {
    this.deviceId = deviceId;
    this.quality = quality;
    this.options = options;
    this.errors = errors;
    this.stop = stop;
  }

  /** On the reading thread. */
  void onFrame(RawFrame raw) {
    if (!isActive()) {
      return;
    }
    PreviewFrame frame = new PreviewFrame(raw, deviceId, System.nanoTime());
    latest = frame;
    rate.arrived(frame.arrivedNanos());
    lanes.forEach(lane -> lane.offer(frame));
  }

  /** No more frames will come. Runs nothing of the user's on this thread. */
  void end(@Nullable DroverException why) {
    end.is(why);
  }

  /** Tells who wants to hear of it that no more frames will come. */
  PreviewEnd end() {
    return end;
  }

  /** A lane whose listener runs where the user's callbacks do. */
  FrameLane listen(int capacity, Consumer<? super PreviewFrame> listener) {
    return listen(capacity, Dispatcher.forListeners(options, errors), listener);
  }

  FrameLane listen(int capacity, Dispatcher dispatcher, Consumer<? super PreviewFrame> listener) {
    FrameLane lane = new FrameLane(lanes, capacity, dispatcher, listener);
    lanes.add(lane);
    return lane;
  }

  @Override
  public String deviceId() {
    return deviceId;
  }

  @Override
  public PreviewQuality quality() {
    return quality;
  }

  @Override
  public Optional<PreviewFrame> latest() {
    return Optional.ofNullable(latest);
  }

  @Override
  public Subscription onFrame(Consumer<? super PreviewFrame> listener) {
    return listen(1, listener);
  }

  @Override
  public PreviewFrame awaitFrame(Predicate<? super PreviewFrame> condition, Duration timeout) {
    return Interrupted.await(awaitFrameAsync(condition, timeout), "waiting for a frame");
  }

  @Override
  public CompletableFuture<PreviewFrame> awaitFrameAsync(
      Predicate<? super PreviewFrame> condition, Duration timeout) {
    FrameWait wait = new FrameWait(this, condition);
    PreviewFrame newest = latest;
    if (newest != null) {
      wait.consider(newest);
    }
    return wait.within(timeout);
  }

  @Override
  public PreviewFrame expectFrame(
      Predicate<? super PreviewFrame> condition, Duration timeout, Runnable trigger) {
    FrameWait wait = new FrameWait(this, condition);
    try {
      trigger.run();
    } catch (RuntimeException | Error e) {
      wait.giveUp();
      throw e;
    }
    return Interrupted.await(wait.within(timeout), "waiting for a frame");
  }

  @Override
  public double framesPerSecond() {
    return rate.perSecond(System.nanoTime());
  }

  @Override
  public long frames() {
    return rate.count();
  }

  @Override
  public Recording recordTo(Path file) {
    return AviRecording.start(this, file, errors);
  }

  @Override
  public boolean show() {
    return PreviewWindow.open(this);
  }

  @Override
  public boolean isActive() {
    return !end.hasCome();
  }

  @Override
  public void close() {
    if (isActive()) {
      stop.accept(this);
      end(null);
    }
  }

  /** One line: device, quality, rate. */
  @Override
  public String toString() {
    return "Preview[%s, %s, %s, %d frames, %.1f a second]"
        .formatted(
            deviceId,
            quality.wireName(),
            isActive() ? "running" : "ended",
            frames(),
            framesPerSecond());
  }
}
