package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.screen.Quality;
import dev.drover.reference.internal.screen.ScreenFeed;
import java.util.function.Consumer;

/** One connection's look at one device. */
final class Preview implements ScreenFeed.Viewer {

  private final Watcher watcher;
  private final Device device;
  private final Consumer<String> onFailure;

  /**
   * A preview that does not run yet.
   *
   * @param onFailure is told why there will be no more frames
   */
  Preview(Watcher watcher, Device device, Consumer<String> onFailure) {
    this.watcher = watcher;
    this.device = device;
    this.onFailure = onFailure;
  }

  /** Begins, or goes on in another quality. */
  void run(Quality quality) {
    device.feed().watch(this, quality);
  }

  void stop() {
    device.feed().unwatch(this);
    watcher.noFrame(device.id());
  }

  @Override
  public void show(byte[] message) {
    watcher.frame(device.id(), message);
  }

  @Override
  public void failed(String reason) {
    watcher.previews().remove(device, this);
    watcher.noFrame(device.id());
    onFailure.accept(reason);
  }
}
