package dev.drover.execution;

import dev.drover.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A device's screen, live ({@code execution-monitoring.md}, "Live Preview Frame"). Only the newest
 * frame counts: whoever is slow misses frames and never piles them up. It goes on by itself after a
 * reconnect, until it is closed, the device is lost or the server can give it no longer.
 *
 * <p>Frames come on callback threads, each listener on a lane of its own, so that none holds up
 * another or the events of the execution.
 */
public interface Preview extends AutoCloseable {

  /** The device. */
  String deviceId();

  /** The quality that was asked for. */
  PreviewQuality quality();

  /** The newest frame, if one has come. */
  Optional<PreviewFrame> latest();

  /**
   * Hears frames; while the listener is busy, newer ones replace the one that waits.
   *
   * @param listener called for frames, one at a time
   * @return the registration
   */
  Subscription onFrame(Consumer<? super PreviewFrame> listener);

  /**
   * Waits until the screen shows something; the newest frame counts too.
   *
   * @param condition what it is; called on a callback thread
   * @param timeout how long to wait
   * @return the first such frame
   * @throws dev.drover.RequestTimeoutException if none came in time
   * @throws dev.drover.DroverException if the preview ended meanwhile
   */
  PreviewFrame awaitFrame(Predicate<? super PreviewFrame> condition, Duration timeout);

  /**
   * As {@link #awaitFrame}.
   *
   * @param condition what it is; called on a callback thread
   * @param timeout how long to wait
   * @return the first such frame; cancelling it gives up
   */
  CompletableFuture<PreviewFrame> awaitFrameAsync(
      Predicate<? super PreviewFrame> condition, Duration timeout);

  /**
   * Waits until the screen shows something that the trigger causes. Only frames that come after the
   * trigger began count.
   *
   * @param condition what it is; called on a callback thread
   * @param timeout how long to wait, counted from the trigger's end
   * @param trigger what causes it
   * @return the first such frame
   * @throws dev.drover.RequestTimeoutException if none came in time
   * @throws dev.drover.DroverException if the preview ended meanwhile
   */
  PreviewFrame expectFrame(
      Predicate<? super PreviewFrame> condition, Duration timeout, Runnable trigger);

  /** How many frames a second have come during the last two seconds. */
  double framesPerSecond();

  /** How many frames have come so far. */
  long frames();

  /**
   * Records from now on into a Motion-JPEG AVI file, which grows at its end only and can be played
   * at any time, also if this JVM is killed. The frames are spread evenly over the time that the
   * recording took. A recording that ends without a frame leaves no file.
   *
   * @param file where to; its folder is made if need be, an older file replaced
   * @return the recording; it ends with the preview at the latest
   * @throws dev.drover.DroverException if the file cannot be written
   */
  Recording recordTo(Path file);

  /**
   * Opens a small window that shows the frames as they come, if there is a display: for JShell.
   *
   * @return whether there is one
   */
  boolean show();

  /** Whether frames are still to be expected. */
  boolean isActive();

  /** Stops the preview and everything that lives on its frames. Idempotent. */
  @Override
  void close();
}
