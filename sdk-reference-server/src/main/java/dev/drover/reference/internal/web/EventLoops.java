package dev.drover.reference.internal.web;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One thread that accepts and two that serve. They are no Netty group on purpose: a group's end is
 * announced on a global thread of Netty's that is no daemon.
 */
final class EventLoops {

  private static final int WORKERS = 2;
  private static final long SHUTDOWN_MILLIS = 1_000;

  private final EventLoop acceptor;
  private final List<EventLoop> workers;
  private final AtomicInteger next = new AtomicInteger();

  EventLoops() {
    acceptor = loop("drover-server-accept");
    workers = IntStream.range(0, WORKERS).mapToObj(i -> loop("drover-server-worker")).toList();
  }

  EventLoop acceptor() {
    return acceptor;
  }

  EventLoop nextWorker() {
    return workers.get(Math.floorMod(next.getAndIncrement(), WORKERS));
  }

  /** Ends the threads; waits for it unless called on one of them. */
  void shutdown() {
    acceptor.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    workers.forEach(w -> w.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS));
    if (!onLoop()) {
      await(acceptor);
      workers.forEach(EventLoops::await);
    }
  }

  boolean onLoop() {
    return acceptor.inEventLoop() || workers.stream().anyMatch(EventLoop::inEventLoop);
  }

  private static void await(EventLoop loop) {
    try {
      loop.awaitTermination(2 * SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static EventLoop loop(String name) {
    return new SingleThreadIoEventLoop(
        null, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }
}
