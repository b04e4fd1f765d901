package dev.drover.internal.socketio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a Socket.IO packet: {@code <type>[<attachments>-][<namespace>,][<id>][<JSON>]}.
 *
 * @param packet without its attachments
 * @param attachments how many are to follow
 */
record PacketText(SocketPacket packet, int attachments) {

  /** Numbers that every JavaScript engine counts exactly. */
  private static final int MOST_DIGITS = 15;

  static PacketText read(byte[] utf8, int maxAttachments) throws MalformedPacketException {
    if (utf8.length == 0) {
      throw new MalformedPacketException("it is empty");
    }
    Cursor cursor = new Cursor(utf8);
    PacketType type = PacketType.of(utf8[0]);
    int attachments = type.isBinary() ? cursor.attachments(maxAttachments) : 0;
    String namespace = cursor.namespace();
    Long id = cursor.number();
    return new PacketText(packet(type, namespace, id, utf8, cursor.at, attachments), attachments);
  }

  private static SocketPacket packet(
      PacketType type, String namespace, @Nullable Long id, byte[] utf8, int at, int attachments)
      throws MalformedPacketException {
    PacketPayload payload = PacketPayload.read(utf8, at, type, attachments);
    return switch (type) {
      case CONNECT -> new SocketPacket.Connect(namespace, payload.text());
      case CONNECT_ERROR ->
          new SocketPacket.ConnectError(namespace, payload.text() == null ? "{}" : payload.text());
      case DISCONNECT -> new SocketPacket.Disconnect(namespace);
      case EVENT, BINARY_EVENT ->
          new SocketPacket.Event(
              namespace, id, payload.name(), new Arguments(payload.values(), List.of()));
      case ACK, BINARY_ACK -> {
        if (id == null) {
          throw new MalformedPacketException("an acknowledgement lacks its id");
        }
        yield new SocketPacket.Ack(namespace, id, new Arguments(payload.values(), List.of()));
      }
    };
  }

  /** Walks through what stands before the JSON. */
  private static final class Cursor {
    private final byte[] utf8;
    private int at = 1;

    Cursor(byte[] utf8) {
      this.utf8 = utf8;
    }

    int attachments(int most) throws MalformedPacketException {
      Long count = number();
      if (count == null || at == utf8.length || utf8[at] != '-') {
        throw new MalformedPacketException("illegal attachments");
      }
      if (count > most) {
        throw new MalformedPacketException("more than " + most + " attachments");
      }
      at++;
      return count.intValue();
    }

    String namespace() {
      if (at == utf8.length || utf8[at] != '/') {
        return SocketPacket.ROOT;
      }
      int from = at;
      while (at < utf8.length && utf8[at] != ',') {
        at++;
      }
      String name = new String(utf8, from, at - from, StandardCharsets.UTF_8);
      at = Math.min(at + 1, utf8.length);
      // Some clients write a query behind it, which means nothing any more.
      int query = name.indexOf('?');
      return query < 0 ? name : name.substring(0, query);
    }

    @Nullable Long number() throws MalformedPacketException {
      int from = at;
      long number = 0;
      while (at < utf8.length && utf8[at] >= '0' && utf8[at] <= '9') {
        number = 10 * number + (utf8[at] - '0');
        if (++at - from > MOST_DIGITS) {
          throw new MalformedPacketException("a number is too large");
        }
      }
      return at == from ? null : number;
    }
  }
}
