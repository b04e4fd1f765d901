package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.EnginePayload;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.http.HttpAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Packets as the answers to a client's GETs; its POSTs wait where they are held back. */
final class PollingTransport implements Transport {

  /** As for a WebSocket: above it whoever causes more is held. */
  private static final long HIGH_WATER = 1 << 20;

  private static final HttpAnswer OK = HttpAnswer.text("ok").with("cache-control", "no-store");

  private final EngineSession session;
  private final int maxQueuedBytes;
  private final Queue<EnginePacket> queue = new ArrayDeque<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final List<CompletableFuture<HttpAnswer>> heldPosts = new ArrayList<>();
  private @Nullable CompletableFuture<HttpAnswer> poll;
  private long queued;
  private int holds;

  PollingTransport(EngineSession session, int maxQueuedBytes) {
    this.session = session;
    this.maxQueuedBytes = maxQueuedBytes;
  }

  /** Whether a GET waits for something to be said. */
  boolean isPolled() {
    return poll != null;
  }

  /** A GET, to be answered when there is something to say. */
  CompletableFuture<HttpAnswer> poll() {
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    poll = answer;
    flush();
    answer.whenComplete(
        (done, failure) -> {
          if (answer.isCancelled()) {
            session.requests().pollGone(answer);
          }
        });
    return answer;
  }

  boolean isPolledBy(CompletableFuture<HttpAnswer> answer) {
    return poll == answer;
  }

  /** A POST whose packets have been taken; answered when more are welcome. */
  CompletableFuture<HttpAnswer> posted() {
    if (holds == 0) {
      return OK.now();
    }
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    heldPosts.add(answer);
    return answer;
  }

  @Override
  public void send(EnginePacket packet) {
    queue.add(packet);
    queued += EnginePayload.size(packet);
    flush();
    if (queued > maxQueuedBytes) {
      session.abort("more than %d bytes unsent".formatted(maxQueuedBytes));
    }
  }

  @Override
  public void send(EnginePacket packet, Runnable sent) {
    send(packet);
    sent.run();
  }

  private void flush() {
    CompletableFuture<HttpAnswer> answer = poll;
    if (answer != null && !queue.isEmpty()) {
      poll = null;
      List<EnginePacket> packets = new ArrayList<>(queue);
      queue.clear();
      queued = 0;
      answer.complete(payload(packets));
      runWaiting();
    }
  }

  private static HttpAnswer payload(List<EnginePacket> packets) {
    return HttpAnswer.of(200, "text/plain; charset=UTF-8", EnginePayload.write(packets))
        .with("cache-control", "no-store");
  }

  /** An answer that says nothing. */
  static HttpAnswer nothing() {
    return payload(List.of(EnginePacket.of(EnginePacket.Type.NOOP)));
  }

  /** Ends the GET under way, if there is one. */
  void answerPoll(HttpAnswer answer) {
    CompletableFuture<HttpAnswer> pending = poll;
    if (pending != null) {
      poll = null;
      pending.complete(answer);
    }
  }

  /** What waits here goes on elsewhere. */
  void handOver(Transport next) {
    for (EnginePacket packet = queue.poll(); packet != null; packet = queue.poll()) {
      next.send(packet);
    }
    end();
  }

  /** The client has said goodbye; its poll is under way, or on its way. */
  void left() {
    if (isPolled()) {
      answerPoll(nothing());
    } else {
      session.linger(nothing());
    }
    end();
  }

  /** The last answer: what is queued, and the goodbye. */
  private HttpAnswer goodbye(EnginePacket last) {
    List<EnginePacket> packets = new ArrayList<>(queue);
    packets.add(last);
    queue.clear();
    return payload(packets);
  }

  /** Nothing is taken and nobody waits any more. */
  private void end() {
    queue.clear();
    queued = 0;
    heldPosts.forEach(answer -> answer.complete(OK));
    heldPosts.clear();
    runWaiting();
  }

  @Override
  public boolean isWritable() {
    return queued <= HIGH_WATER;
  }

  @Override
  public void onceWritable(Runnable task) {
    waiting.add(task);
    if (isWritable() || !session.isOpen()) {
      runWaiting();
    }
  }

  private void runWaiting() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
    }
  }

  @Override
  public void hold() {
    holds++;
  }

  @Override
  public void resume() {
    if (--holds == 0) {
      heldPosts.forEach(answer -> answer.complete(OK));
      heldPosts.clear();
    }
  }

  @Override
  public void identify(PeerRole role, String name) {
    // Nobody but the session itself needs to know.
  }

  /** Whoever asks next gets what is queued and the goodbye; the session sees to that. */
  @Override
  public void close(String reason) {
    EnginePacket goodbye = EnginePacket.of(EnginePacket.Type.CLOSE);
    if (poll != null) {
      answerPoll(goodbye(goodbye));
    } else {
      session.linger(goodbye(goodbye));
    }
    end();
  }

  @Override
  public void abort(String reason) {
    answerPoll(goodbye(EnginePacket.of(EnginePacket.Type.CLOSE)));
    end();
  }
}
