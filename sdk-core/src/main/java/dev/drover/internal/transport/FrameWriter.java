package dev.drover.internal.transport;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.transport.OutgoingFrame.Fate;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What goes out, in the order in which it was handed over. When nothing else is under way, a small
 * message is written on the caller's thread, which is quickest; else it is queued, and one task
 * writes all that is queued at once, which is cheapest. Nobody writes while holding the lock.
 */
final class FrameWriter {

  private final Consumer<Throwable> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final OutgoingQueue queue;
  private final FrameEncoder encoder;
  private final DirectWrites direct = new DirectWrites();

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
  void send(OutgoingFrame frame, boolean mayWriteHere) throws TransportException {
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

  /** Sends a message once there is room for it, and on request waits until it is written. */
  void sendWaiting(byte[] text, Duration timeout, boolean through)
      throws TransportException, InterruptedException {
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
      while (through && frame.fate() == Fate.UNDER_WAY) {
        room.await();
      }
      if (frame.fate() == Fate.DROPPED) {
        throw notOpen("the connection is over");
      }
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
    direct.heard();
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
    end(List.of());
  }

  private void end(List<OutgoingFrame> failed) {
    lock.lock();
    try {
      ended = true;
      queue.forget(failed, Fate.DROPPED);
      queue.clear();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean mayGoFirst(OutgoingFrame frame) {
    return !writing && queue.isEmpty() && direct.allow(frame.size());
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
      fail(e, frame);
      throw notOpen("the connection broke while sending");
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
      fail(e, batch);
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
    queue.forget(frames, Fate.WRITTEN);
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
    direct.wrote(bytes);
  }

  /** The encoder stays taken: nothing may follow half a frame. */
  private void fail(Throwable e, List<OutgoingFrame> unwritten) {
    writeStart = 0;
    end(unwritten);
    onFailure.accept(e);
  }

  private void checkOpen() throws TransportException {
    if (ended || goodbyeSaid) {
      throw notOpen(ended ? "the connection is over" : "the connection is being closed");
    }
  }

  private static TransportException notOpen(String why) {
    return new TransportException(TransportException.Kind.NOT_OPEN, why);
  }
}
