package dev.drover.reference.internal.web;

import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.Peer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing side of a WebSocket connection. Messages pass through a queue of its own, so that
 * those sent under one lock keep their order whichever threads sent them; what waits is counted.
 */
final class WebPeer implements Peer {

  /** A message whose sender waits until it has left. */
  private static final class Awaited {
    private final byte[] utf8;
    private final Runnable sent;

    Awaited(byte[] utf8, Runnable sent) {
      this.utf8 = utf8;
      this.sent = sent;
    }
  }

  /** A message that is no text. */
  private static final class Binary {
    private final byte[] content;

    Binary(byte[] content) {
      this.content = content;
    }
  }

  /** A goodbye in its place among the messages. */
  private record Goodbye(int code, String reason) {}

  private final PeerConnection connection;
  private final Channel channel;
  private final @Nullable RecordingJournal journal;
  private final int maxQueuedBytes;
  private final Backlog backlog;
  private final Queue<Object> outgoing = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean drains = new AtomicBoolean();
  private final AtomicInteger holds = new AtomicInteger();
  private volatile PeerInfo info;
  private volatile int introductions;
  private volatile boolean ended;

  WebPeer(
      PeerConnection connection,
      Channel channel,
      PeerInfo info,
      @Nullable RecordingJournal journal,
      int maxQueuedBytes) {
    this.connection = connection;
    this.channel = channel;
    this.info = info;
    this.journal = journal;
    this.maxQueuedBytes = maxQueuedBytes;
    this.backlog = new Backlog(maxQueuedBytes);
  }

  @Override
  public PeerInfo info() {
    return info;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only protocols call it, for one message at a time.
  public void identify(PeerRole role, String name) {
    info = new PeerInfo(info.id(), role, name, info.address());
    introductions++;
  }

  /** How often it has become known who it is. */
  int introductions() {
    return introductions;
  }

  @Override
  public void send(byte[] utf8) {
    send(utf8, utf8);
  }

  @Override
  public void send(byte[] utf8, Runnable sent) {
    send(utf8, new Awaited(utf8, sent));
  }

  @Override
  public void sendBinary(byte[] content) {
    if (!ended) {
      enqueue(content.length, new Binary(content));
    }
  }

  private void send(byte[] utf8, Object message) {
    if (ended) {
      return;
    }
    if (journal != null) {
      journal.record(info, Kind.SENT, utf8);
    }
    enqueue(utf8.length, message);
  }

  private void enqueue(int length, Object message) {
    outgoing.add(message);
    if (backlog.add(length)) {
      drain();
    } else {
      outgoing.clear();
      onLoop(() -> connection.abort("more than %d bytes unsent".formatted(maxQueuedBytes), true));
    }
  }

  @Override
  public void close(int code, String reason) {
    outgoing.add(new Goodbye(code, reason));
    drain();
  }

  private void drain() {
    if (channel.eventLoop().inEventLoop()) {
      drainNow();
    } else if (drains.compareAndSet(false, true)) {
      onLoop(
          () -> {
            drains.set(false);
            drainNow();
          });
    }
  }

  private void drainNow() {
    for (Object next = outgoing.poll(); next != null; next = outgoing.poll()) {
      if (next instanceof Goodbye goodbye) {
        connection.sayGoodbye(goodbye.code(), goodbye.reason());
        end();
      } else if (next instanceof byte[] message) {
        write(text(message), message.length);
      } else if (next instanceof Awaited awaited) {
        write(text(awaited.utf8), awaited.utf8.length).addListener(done -> awaited.sent.run());
      } else if (next instanceof Binary binary) {
        write(
            new BinaryWebSocketFrame(Unpooled.wrappedBuffer(binary.content)),
            binary.content.length);
      }
    }
  }

  private static WebSocketFrame text(byte[] utf8) {
    return new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8));
  }

  private ChannelFuture write(WebSocketFrame frame, int length) {
    ChannelFutureListener written = done -> backlog.remove(length);
    return channel.writeAndFlush(frame).addListener(written);
  }

  @Override
  public boolean isWritable() {
    return backlog.isWritable();
  }

  @Override
  public void onceWritable(Runnable task) {
    backlog.onceWritable(task);
  }

  @Override
  public void hold() {
    holds.incrementAndGet();
    onLoop(this::readOrNot);
  }

  @Override
  public void resume() {
    holds.decrementAndGet();
    onLoop(this::readOrNot);
  }

  private void readOrNot() {
    channel.config().setAutoRead(holds.get() <= 0);
  }

  /** Whether it is not read from for now, so that its silence means nothing. */
  boolean isHeld() {
    return holds.get() > 0;
  }

  /** Whether something waits to be sent. */
  boolean hasUnsent() {
    return !backlog.isEmpty();
  }

  /** Takes no more messages, and lets go whoever was held because of it. */
  void end() {
    ended = true;
    outgoing.clear();
    backlog.end();
  }

  private void onLoop(Runnable task) {
    try {
      if (channel.eventLoop().inEventLoop()) {
        task.run();
      } else {
        channel.eventLoop().execute(task);
      }
    } catch (RejectedExecutionException e) {
      // The server has shut down, and with it this connection.
      end();
    }
  }
}
