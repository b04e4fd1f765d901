package dev.drover.benchmarks;

import dev.drover.ClientOptions;
import dev.drover.Limits;
import dev.drover.execution.ExecutionClient;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewFrame;
import dev.drover.execution.PreviewQuality;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Drover's client, its pictures looked at or not. */
final class DroverMonitor implements Monitor {

  private final ExecutionClient client;
  private final Preview preview;
  private final boolean decoding;
  private final AtomicInteger decoded = new AtomicInteger();
  private volatile @Nullable PreviewFrame last;
  private volatile CountDownLatch awaited = new CountDownLatch(0);

  DroverMonitor(int port, boolean decoding) {
    // No bound on events: each side shall hear all of them.
    client =
        ExecutionClient.connect(
            ClientOptions.of("ws://127.0.0.1:" + port)
                .limits(Limits.DEFAULT.withMaxQueuedEvents(10_000_000)),
            "e");
    client.events().on(LogEntry.class, log -> awaited.countDown());
    preview = client.startPreview("screen", PreviewQuality.HIGH);
    this.decoding = decoding;
    if (decoding) {
      preview.onFrame(this::decode);
    }
  }

  @Override
  public void logs(int count) throws InterruptedException {
    awaited = new CountDownLatch(count);
    ask("logs-" + count);
    if (!awaited.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("messages are missing");
    }
  }

  /** Of frames that are decoded some may be passed over, when newer ones come first. */
  @Override
  public int frames(int count) throws InterruptedException {
    int before = decoded.get();
    long end = preview.frames() + count;
    ask("frames-" + count);
    while (preview.frames() < end || (decoding && last != preview.latest().orElse(null))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return decoding ? decoded.get() - before : count;
  }

  /**
   * Frames, or what is made of them, all kept; one that a newer one pushed out is asked for again.
   */
  <T> List<T> keep(int count, Function<PreviewFrame, T> made) throws InterruptedException {
    List<T> kept = new CopyOnWriteArrayList<>();
    try (var keeping = preview.onFrame(frame -> kept.add(made.apply(frame)))) {
      while (keeping.isActive() && kept.size() < count) {
        frames(count - kept.size());
      }
    }
    return kept;
  }

  private void ask(String device) {
    client.subscribeDevice(device).close();
  }

  private void decode(PreviewFrame frame) {
    if (frame.jpeg().length == StreamServer.JPEG_BYTES) {
      decoded.incrementAndGet();
      last = frame;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
