package dev.drover.reference.internal.web;

import dev.drover.reference.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;

/** The buffers of one message that is kept from being written at once. */
final class WriteUnit {

  private record Part(ByteBuf bytes, ChannelPromise promise) {}

  private final List<Part> parts = new ArrayList<>(2);

  /** Whether nothing keeps it any more from being written in its turn. */
  boolean isDue = true;

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void add(ByteBuf bytes, ChannelPromise promise) {
    parts.add(new Part(bytes, promise));
  }

  WriteUnit copy(ChannelHandlerContext ctx) {
    WriteUnit copy = new WriteUnit();
    parts.forEach(part -> copy.add(part.bytes().copy(), ctx.newPromise()));
    return copy;
  }

  /** The same message with its first or last byte spoilt. */
  WriteUnit damaged(Fault.Damage damage) {
    WriteUnit damaged = new WriteUnit();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      // Copied: the bytes may be those of a message that others are sent too.
      ByteBuf bytes = Unpooled.copiedBuffer(part.bytes());
      part.bytes().release();
      if (bytes.isReadable()) {
        damage(bytes, damage, i == 0, i == parts.size() - 1);
      }
      damaged.add(bytes, part.promise());
    }
    return damaged;
  }

  private static void damage(ByteBuf bytes, Fault.Damage damage, boolean first, boolean last) {
    int end = bytes.writerIndex() - 1;
    switch (damage) {
      case FRAME -> {
        if (first) {
          bytes.setByte(0, bytes.getByte(0) | 0x70);
        }
      }
      case JSON -> {
        if (last) {
          bytes.setByte(end, '?');
        }
      }
      case UTF_8 -> {
        if (last) {
          bytes.setByte(end, 0xFF);
        }
      }
    }
  }

  void writeTo(ChannelHandlerContext ctx) {
    parts.forEach(part -> ctx.write(part.bytes(), part.promise()));
    parts.clear();
    ctx.flush();
  }

  void release() {
    for (Part part : parts) {
      part.bytes().release();
      part.promise().tryFailure(new ClosedChannelException());
    }
    parts.clear();
  }
}
