package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one command's output to one sink. Whoever has something new drains it, unless somebody
 * drains already; that one then goes round once more. So an idle feed has no thread, and the first
 * piece needs no change of threads.
 */
final class OutputFeed {

  private static final Logger log = LoggerFactory.getLogger(OutputFeed.class);

  final Object key;
  private final OutputLog output;
  private final OutputSink sink;

  /** How often somebody had something new since the draining thread last looked; 0 if none is. */
  private final AtomicInteger signals = new AtomicInteger(1);

  private volatile boolean active = true;

  /** The next piece wanted; guarded by the log. */
  long cursor;

  /** The wait for input that was told last; guarded by the log. */
  long promptHeard;

  OutputFeed(OutputLog output, Object key, OutputSink sink, long fromSeq) {
    this.output = output;
    this.key = key;
    this.sink = sink;
    cursor = Math.max(0, fromSeq);
  }

  /**
   * Begins to hand on; until then all waits. If there is something already, another thread does.
   */
  void begin() {
    if (!signals.compareAndSet(1, 0)) {
      DaemonThreads.executor().execute(this::handOnAll);
    }
  }

  /** Hands on all there is, or makes the thread that does so look again. */
  void drain() {
    if (signals.getAndIncrement() == 0) {
      handOnAll();
    }
  }

  boolean wantsPrompts() {
    return active && sink.wantsPrompts();
  }

  /** Nothing more is handed on, but for a piece that is on its way. */
  void cancel() {
    active = false;
    output.detach(this);
  }

  private void handOnAll() {
    int seen;
    do {
      seen = signals.get();
      handOn();
    } while (signals.addAndGet(-seen) != 0);
  }

  private void handOn() {
    try {
      // Looked up before the pieces: when it is there, no piece can come any more.
      CommandEnd end = output.end();
      OutputPiece piece = null;
      while (active && (piece = output.next(this)) != null) {
        if (!sink.piece(piece)) {
          cancel();
        }
      }
      Prompt prompt = wantsPrompts() ? output.promptFor(this) : null;
      if (prompt != null) {
        sink.awaitingInput(prompt);
      }
      if (active && end != null) {
        cancel();
        sink.end(end);
      }
    } catch (RuntimeException | Error e) {
      // Whatever a sink throws: one that stayed attached would hold its command up for ever.
      log.warn("output could not be handed on and is no longer", e);
      cancel();
    }
  }
}
