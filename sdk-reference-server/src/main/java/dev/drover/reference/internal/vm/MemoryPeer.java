package dev.drover.reference.internal.vm;

import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.Peer;
import dev.drover.reference.internal.peer.PeerHandler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection without a socket: both its ends are in this process. */
final class MemoryPeer implements Peer {

  private final PeerHandler protocol;
  private final @Nullable RecordingJournal journal;
  private final Executor serial;
  private final Consumer<byte[]> receiver;
  private final AtomicInteger holds = new AtomicInteger();
  private final Queue<byte[]> heldBack = new ArrayDeque<>();
  private volatile PeerInfo info;
  private volatile boolean ended;

  /**
   * A connection; {@link #open} begins it.
   *
   * @param journal notes what is said, if that is of interest
   * @param serial runs what either end does, one thing after the other
   * @param receiver the other end
   */
  MemoryPeer(
      long id,
      PeerHandler protocol,
      @Nullable RecordingJournal journal,
      Executor serial,
      Consumer<byte[]> receiver) {
    this.info = new PeerInfo(id, PeerRole.UNREGISTERED, "peer-" + id, "in memory");
    this.protocol = protocol;
    this.journal = journal;
    this.serial = serial;
    this.receiver = receiver;
  }

  void open() {
    note(Kind.CONNECTED, "");
    protocol.opened(this);
  }

  /** The other end says something; called on the serial executor. */
  void deliver(byte[] message) {
    heldBack.add(message);
    deliverHeldBack();
  }

  private void deliverHeldBack() {
    while (!ended && holds.get() == 0 && !heldBack.isEmpty()) {
      byte[] message = heldBack.remove();
      note(Kind.RECEIVED, message);
      protocol.text(this, message);
    }
  }

  /** The other end goes; called on the serial executor. */
  void end(String how) {
    if (!ended) {
      ended = true;
      heldBack.clear();
      note(Kind.DISCONNECTED, how);
      protocol.closed(this);
    }
  }

  private void note(Kind kind, byte[] text) {
    if (journal != null) {
      journal.record(info, kind, text);
    }
  }

  private void note(Kind kind, String text) {
    if (journal != null) {
      journal.record(info, kind, text);
    }
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public PeerInfo info() {
    return info;
  }

  @Override
  public void identify(PeerRole role, String name) {
    info = new PeerInfo(info.id(), role, name, info.address());
  }

  @Override
  public void send(byte[] utf8) {
    if (!ended) {
      note(Kind.SENT, utf8);
      serial.execute(() -> receiver.accept(utf8));
    }
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void onceWritable(Runnable task) {
    task.run();
  }

  @Override
  public void hold() {
    holds.incrementAndGet();
  }

  @Override
  public void resume() {
    if (holds.decrementAndGet() == 0) {
      serial.execute(this::deliverHeldBack);
    }
  }

  @Override
  public void close(int code, String reason) {
    serial.execute(() -> end("closed by the server: " + code + " " + reason));
  }
}
