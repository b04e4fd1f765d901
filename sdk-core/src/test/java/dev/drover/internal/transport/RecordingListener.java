package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps all it hears, in order; can be told what else to do. */
class RecordingListener implements TransportListener {

  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final CompletableFuture<CloseInfo> closed = new CompletableFuture<>();
  final AtomicInteger closings = new AtomicInteger();

  /** Runs inside each call but the last, with what is recorded for it. */
  volatile Consumer<String> during = call -> {};

  @Override
  public void onOpen() {
    hear("open");
  }

  @Override
  public void onText(byte[] utf8) {
    hear("text " + new String(utf8, UTF_8));
  }

  @Override
  public void onBinary(byte[] bytes) {
    hear("binary " + bytes.length);
  }

  @Override
  public void onPong() {
    hear("pong");
  }

  @Override
  public void onClosed(CloseInfo info) {
    heard.add("closed");
    closings.incrementAndGet();
    closed.complete(info);
  }

  /** What it heard next, waiting for it. */
  @Nullable String next() throws InterruptedException {
    return heard.poll(10, TimeUnit.SECONDS);
  }

  RecordingListener awaitOpen() throws InterruptedException {
    assertThat(next()).isEqualTo("open");
    return this;
  }

  CloseInfo awaitClosed() throws Exception {
    try {
      return closed.get(15, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("never closed; heard " + heard, e);
    }
  }

  private void hear(String call) {
    Consumer<String> hook = during; // Read first: a test sets it when it has seen the call before.
    heard.add(call);
    hook.accept(call);
  }
}
