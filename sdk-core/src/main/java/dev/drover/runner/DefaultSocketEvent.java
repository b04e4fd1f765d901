package dev.drover.runner;

import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.client.PacketFrame;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An event, and the way back. */
final class DefaultSocketEvent implements SocketEvent {

  private final SocketPacket.Event event;
  private final SocketLine line;
  private final AtomicBoolean answered = new AtomicBoolean();

  DefaultSocketEvent(SocketPacket.Event event, SocketLine line) {
    this.event = event;
    this.line = line;
  }

  @Override
  public String name() {
    return event.name();
  }

  @Override
  public String json() {
    return "[" + String.join(",", arguments()) + "]";
  }

  @Override
  public List<String> arguments() {
    return event.arguments().texts();
  }

  @Override
  public List<byte[]> attachments() {
    return event.arguments().attachments();
  }

  @Override
  public boolean wantsAcknowledgement() {
    return event.id() != null;
  }

  @Override
  public boolean acknowledge(@Nullable Object... arguments) {
    Long id = event.id();
    Arguments answer = Arguments.of(arguments);
    return id != null
        && answered.compareAndSet(false, true)
        && line.session()
            .trySend(PacketFrame.of(new SocketPacket.Ack(event.namespace(), id, answer)));
  }

  @Override
  public String toString() {
    return "SocketEvent[" + name() + ", " + event.arguments() + "]";
  }
}
