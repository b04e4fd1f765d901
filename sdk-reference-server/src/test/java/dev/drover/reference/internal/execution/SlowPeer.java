package dev.drover.reference.internal.execution;

import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that takes what it is told to take. */
final class SlowPeer implements Peer {

  final List<String> sent = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  boolean writable = true;
  int holds;
  @Nullable String closed;

  /** It has caught up. */
  void drain() {
    writable = true;
    List<Runnable> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }

  int waiting() {
    return waiting.size();
  }

  @Override
  public PeerInfo info() {
    return new PeerInfo(1, PeerRole.CLIENT, "slow", "10.0.0.1:5000");
  }

  @Override
  public void identify(PeerRole role, String name) {}

  @Override
  public void send(byte[] utf8) {
    sent.add(new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public void send(byte[] utf8, Runnable whenSent) {
    send(utf8);
    if (writable) {
      whenSent.run();
    } else {
      waiting.add(whenSent);
    }
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void onceWritable(Runnable task) {
    waiting.add(task);
  }

  @Override
  public void hold() {
    holds++;
  }

  @Override
  public void resume() {
    holds--;
  }

  @Override
  public void close(int code, String reason) {
    closed = code + " " + reason;
  }
}
