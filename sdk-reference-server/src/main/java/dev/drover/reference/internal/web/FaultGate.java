package dev.drover.reference.internal.web;

import dev.drover.reference.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Next to the socket, where faults befall real bytes. What is written between two flushes is one
 * message here, be it a WebSocket frame or an HTTP answer. Lives on its channel's event loop.
 */
final class FaultGate extends ChannelDuplexHandler {

  /** The event that tells the other handlers that the connection was cut. */
  static final Object WAS_CUT = "cut";

  private static final long REORDER_WAIT_MILLIS = 500;
  private static final long FIN_WAIT_MILLIS = 1_000;

  private final Deque<Fault> armed = new ArrayDeque<>();
  private final Deque<WriteUnit> late = new ArrayDeque<>();
  private WriteUnit unit = new WriteUnit();
  private WriteUnit heldBack = new WriteUnit();
  private boolean mute;
  private boolean discardsInput;
  private boolean readsNothing;
  private boolean struck;
  private volatile long lastInboundNanos = System.nanoTime();

  /** Lets a fault befall the next message. */
  void arm(Fault fault) {
    armed.add(fault);
  }

  /** Everything written from now on vanishes. */
  void mute() {
    mute = true;
  }

  /** Everything that arrives from now on vanishes. */
  void discardInput() {
    discardsInput = true;
  }

  /** Whether a fault has ended the connection's usefulness. */
  boolean isStruck() {
    return struck;
  }

  long lastInboundNanos() {
    return lastInboundNanos;
  }

  /** Breaks the connection, after what was written before has gone out. */
  void strike(ChannelHandlerContext ctx, Fault fault) {
    struck = true;
    mute();
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> breakDown(ctx, fault));
  }

  /** Breaks the connection now, whatever is still unsent. */
  void cutNow(ChannelHandlerContext ctx, boolean reset) {
    struck = true;
    mute();
    breakDown(ctx, new Fault.Cut(reset));
  }

  private void breakDown(ChannelHandlerContext ctx, Fault fault) {
    discardsInput = true;
    releaseKept();
    if (fault instanceof Fault.Cut cut) {
      ctx.fireUserEventTriggered(WAS_CUT);
      cut(ctx, cut.reset());
    } else if (fault instanceof Fault.Stall) {
      readsNothing = true;
      ctx.channel().config().setAutoRead(false);
    }
  }

  private static void cut(ChannelHandlerContext ctx, boolean reset) {
    if (reset) {
      ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      ctx.close();
    } else {
      // Closing with unread input would make a reset of it.
      ((DuplexChannel) ctx.channel()).shutdownOutput();
      ctx.executor().schedule(() -> ctx.close(), FIN_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    lastInboundNanos = System.nanoTime();
    if (discardsInput) {
      ReferenceCountUtil.release(msg);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (!readsNothing) {
      ctx.read();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (mute) {
      ReferenceCountUtil.release(msg);
      promise.trySuccess();
    } else if (armed.isEmpty() && late.isEmpty() && heldBack.isEmpty() && unit.isEmpty()) {
      ctx.write(msg, promise);
    } else {
      unit.add((ByteBuf) msg, promise);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (unit.isEmpty()) {
      ctx.flush();
      return;
    }
    WriteUnit message = unit;
    unit = new WriteUnit();
    Fault fault = armed.poll();
    if (fault instanceof Fault.Reorder && heldBack.isEmpty()) {
      holdBack(ctx, message);
      return;
    }
    befall(ctx, message, fault);
    releaseHeldBack(ctx);
  }

  private void befall(ChannelHandlerContext ctx, WriteUnit message, @Nullable Fault fault) {
    if (fault instanceof Fault.Delay delay) {
      message.isDue = false;
      late.add(message);
      ctx.executor()
          .schedule(() -> sendLate(ctx, message), delay.time().toNanos(), TimeUnit.NANOSECONDS);
    } else if (fault instanceof Fault.Duplicate) {
      WriteUnit copy = message.copy(ctx);
      emit(ctx, message);
      emit(ctx, copy);
    } else if (fault instanceof Fault.Corrupt corrupt) {
      emit(ctx, message.damaged(corrupt.damage()));
    } else {
      emit(ctx, message);
    }
  }

  /** Sends a message, or puts it behind those that are late. */
  private void emit(ChannelHandlerContext ctx, WriteUnit message) {
    if (late.isEmpty()) {
      message.writeTo(ctx);
    } else {
      late.add(message);
    }
  }

  /** Sends a message whose delay is over, and what waits behind it up to the next that is late. */
  private void sendLate(ChannelHandlerContext ctx, WriteUnit message) {
    message.isDue = true;
    while (!late.isEmpty() && late.element().isDue) {
      late.remove().writeTo(ctx);
    }
  }

  private void holdBack(ChannelHandlerContext ctx, WriteUnit message) {
    heldBack = message;
    ctx.executor()
        .schedule(
            () -> {
              if (heldBack == message) {
                releaseHeldBack(ctx);
              }
            },
            REORDER_WAIT_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void releaseHeldBack(ChannelHandlerContext ctx) {
    if (!heldBack.isEmpty()) {
      WriteUnit message = heldBack;
      heldBack = new WriteUnit();
      emit(ctx, message);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    releaseKept();
  }

  private void releaseKept() {
    late.forEach(WriteUnit::release);
    late.clear();
    heldBack.release();
    unit.release();
  }
}
