package dev.drover.internal.transport;

import dev.drover.internal.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What goes out, in the order in which it was handed over. When nothing else is under way, a small
 * message is written on the caller's thread, which is quickest; else it is queued, and one task
 * writes all that is queued at once, which is cheapest. Nobody writes while holding the lock.
 */
final class FrameWriter {

  /**
   * The most that a caller writes by itself when the peer has been heard since the last write. Less
   * than any socket buffer, so that no caller waits for a peer that does not read.
   */
  private static final int FIRST_DIRECT_BYTES = 8 << 10;

  /**
   * The most that callers write by themselves between two signs of life of the peer: about ten
   * small requests. With more, shared writes carry half as many again.
   */
  private static final int DIRECT_BYTES = 2 << 10;

  private final Consumer<Throwable> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final OutgoingQueue queue;
  private final FrameEncoder encoder;
  private final AtomicInteger unanswered = new AtomicInteger();

  /** Somebody has the encoder: a caller, or the task that drains the queue. */
  private boolean writing;

  /** The close frame is on its way, and the last. */
  private boolean goodbyeSaid;

  private boolean ended;

  private volatile long writeStart; // of the write under way, 0 without one

  FrameWriter(OutputStream out, int maxQueuedBytes, Consumer<Throwable> onFailure) {
    this.encoder = new FrameEncoder(out);
    this.queue = new OutgoingQueue(maxQueuedBytes);
    this.onFailure = onFailure;
  }

  /**
   * Sends a message, now or soon.
   *
   * @param mayWriteHere whether this thread may write to the socket
   */
  void send(byte[] text, boolean mayWriteHere) throws TransportException {
    OutgoingFrame frame = OutgoingFrame.text(text);
    lock.lock();
    try {
      checkOpen();
      if (!queue.hasRoomFor(frame)) {
        throw queue.overflow(frame, "");
      }
      if (!mayWriteHere || !mayGoFirst(frame)) {
        enqueue(frame);
        return;
      }
      writing = true;
      queue.pass(frame);
    } finally {
      lock.unlock();
    }
    writeHere(List.of(frame));
  }

  /** Sends a message once there is room for it. */
  void sendWaiting(byte[] text, Duration timeout) throws TransportException, InterruptedException {
    OutgoingFrame frame = OutgoingFrame.text(text);
    Deadline deadline = Deadline.in(timeout);
    lock.lockInterruptibly();
    try {
      checkOpen();
      while (!queue.hasRoomFor(frame)) {
        if (!queue.canEverHold(frame)) {
          throw queue.overflow(frame, "");
        }
        if (room.awaitNanos(deadline.remainingNanos()) <= 0 && !queue.hasRoomFor(frame)) {
          throw queue.overflow(frame, ", and none went in " + timeout.toMillis() + " ms");
        }
        checkOpen();
      }
      enqueue(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Queues a control frame, encoded already. Too many of them are dropped. */
  void control(byte[] encoded) {
    OutgoingFrame frame = OutgoingFrame.control(encoded);
    lock.lock();
    try {
      if (ended || goodbyeSaid || !queue.hasRoomFor(frame)) {
        return;
      }
      enqueue(frame);
      if (frame.isGoodbye()) {
        goodbyeSaid = true;
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The peer is alive: callers may write again. */
  void heard() {
    unanswered.set(0);
  }

  /** How long the write under way has been stuck, zero without one. */
  Duration stuckFor() {
    long start = writeStart;
    return start == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
  }

  int queuedBytes() {
    lock.lock();
    try {
      return queue.bytes();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more goes out; whoever waits for room hears of it. */
  void end() {
    lock.lock();
    try {
      ended = true;
      queue.clear();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean mayGoFirst(OutgoingFrame frame) {
    int before = unanswered.get();
    int most = before == 0 ? FIRST_DIRECT_BYTES : DIRECT_BYTES;
    return !writing && queue.isEmpty() && before + frame.size() <= most;
  }

  private void enqueue(OutgoingFrame frame) {
    queue.add(frame);
    if (!writing) {
      startDraining();
    }
  }

  private void startDraining() {
    writing = true;
    DaemonThreads.executor().execute(this::drain);
  }

  private void writeHere(List<OutgoingFrame> frame) throws TransportException {
    try {
      write(frame);
    } catch (Throwable e) {
      fail(e);
      throw new TransportException(
          TransportException.Kind.NOT_OPEN, "the connection broke while sending");
    }
    lock.lock();
    try {
      written(frame);
      writing = false;
      if (!queue.isEmpty()) {
        startDraining();
      }
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // A hint: nothing depends on it.
  private void drain() {
    List<OutgoingFrame> batch = new ArrayList<>();
    try {
      while (next(batch)) {
        write(batch);
        // Callers that are about to send get their chance to share the next write.
        Thread.yield();
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Accounts for the batch that was written, and takes the next; false if there is none. */
  private boolean next(List<OutgoingFrame> batch) {
    lock.lock();
    try {
      written(batch);
      batch.clear();
      queue.take(batch);
      writing = !batch.isEmpty();
      return writing;
    } finally {
      lock.unlock();
    }
  }

  private void written(List<OutgoingFrame> frames) {
    queue.written(frames);
    room.signalAll();
  }

  private void write(List<OutgoingFrame> frames) throws IOException {
    writeStart = System.nanoTime() | 1; // Zero means that there is none.
    int bytes = 0;
    for (OutgoingFrame frame : frames) {
      bytes += frame.size();
      frame.writeTo(encoder);
    }
    encoder.flush();
    writeStart = 0;
    unanswered.addAndGet(bytes);
  }

  /** The encoder stays taken: nothing may follow half a frame. */
  private void fail(Throwable e) {
    writeStart = 0;
    end();
    onFailure.accept(e);
  }

  private void checkOpen() throws TransportException {
    if (ended || goodbyeSaid) {
      throw new TransportException(
          TransportException.Kind.NOT_OPEN,
          ended ? "the connection is over" : "the connection is being closed");
    }
  }
}
