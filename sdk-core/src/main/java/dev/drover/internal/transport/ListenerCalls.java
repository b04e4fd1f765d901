package dev.drover.internal.transport;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener: one call at a time, {@code onClosed} last and once, and nothing that a
 * listener throws, not even an Error, gets past here.
 */
final class ListenerCalls {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerCalls.class);

  private enum State {
    IDLE,
    CALLING,
    CLOSED
  }

  private final TransportListener listener;
  private final Consumer<Throwable> onThrow;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  ListenerCalls(TransportListener listener, Consumer<Throwable> onThrow) {
    this.listener = listener;
    this.onThrow = onThrow;
  }

  void opened() {
    call(listener::onOpen);
  }

  void text(byte[] utf8) {
    call(() -> listener.onText(utf8));
  }

  void binary(byte[] bytes) {
    call(() -> listener.onBinary(bytes));
  }

  void pong() {
    call(listener::onPong);
  }

  /** On the reading thread, or on another when that one is stuck; after it no call begins. */
  void closed(CloseInfo info) {
    if (state.getAndSet(State.CLOSED) == State.CLOSED) {
      return;
    }
    try {
      listener.onClosed(info);
    } catch (Throwable e) {
      LOG.error("A listener failed in onClosed ({})", info.message(), e);
    }
  }

  private void call(Runnable call) {
    if (!state.compareAndSet(State.IDLE, State.CALLING)) {
      return;
    }
    try {
      call.run();
    } catch (Throwable e) {
      onThrow.accept(e);
    } finally {
      state.compareAndSet(State.CALLING, State.IDLE);
    }
  }
}
