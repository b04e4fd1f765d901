package dev.drover.internal.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Socket.IO packets of one connection, putting attachments where they belong. After a
 * malformed packet the connection is of no more use. Not for several threads at once.
 */
public final class SocketPacketReader {

  private final int maxAttachments;
  private final long maxBytes;
  private final List<byte[]> received = new ArrayList<>();
  private @Nullable SocketPacket waiting;
  private int missing;
  private long bytes;

  /**
   * A reader for one connection.
   *
   * @param maxAttachments the most that a packet may have
   * @param maxBytes the most bytes of a packet's text and attachments together
   */
  public SocketPacketReader(int maxAttachments, long maxBytes) {
    this.maxAttachments = maxAttachments;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads an Engine.IO message.
   *
   * @param message of the type message
   * @return the packet, if it is whole now
   * @throws MalformedPacketException if it is none
   */
  public Optional<SocketPacket> read(EnginePacket message) throws MalformedPacketException {
    return message.isBinary() ? attachment(message.data()) : text(message.data());
  }

  /** Whether attachments are still to come. */
  public boolean isWaiting() {
    return waiting != null;
  }

  private Optional<SocketPacket> text(byte[] utf8) throws MalformedPacketException {
    if (waiting != null) {
      throw new MalformedPacketException("text came where an attachment was expected");
    }
    PacketText text = PacketText.read(utf8, maxAttachments);
    count(utf8);
    if (text.attachments() == 0) {
      bytes = 0;
      return Optional.of(text.packet());
    }
    waiting = text.packet();
    missing = text.attachments();
    return Optional.empty();
  }

  private Optional<SocketPacket> attachment(byte[] attachment) throws MalformedPacketException {
    SocketPacket packet = waiting;
    if (packet == null) {
      throw new MalformedPacketException("an attachment came that no packet has announced");
    }
    count(attachment);
    received.add(attachment);
    if (--missing > 0) {
      return Optional.empty();
    }
    SocketPacket whole = whole(packet, received);
    waiting = null;
    received.clear();
    bytes = 0;
    return Optional.of(whole);
  }

  private void count(byte[] more) throws MalformedPacketException {
    bytes += more.length;
    if (bytes > maxBytes) {
      throw new MalformedPacketException("with its attachments it is over " + maxBytes + " bytes");
    }
  }

  private static SocketPacket whole(SocketPacket packet, List<byte[]> attachments) {
    if (packet instanceof SocketPacket.Event event) {
      return new SocketPacket.Event(
          event.namespace(), event.id(), event.name(), event.arguments().with(attachments));
    }
    SocketPacket.Ack ack = (SocketPacket.Ack) packet;
    return new SocketPacket.Ack(ack.namespace(), ack.id(), ack.arguments().with(attachments));
  }
}
