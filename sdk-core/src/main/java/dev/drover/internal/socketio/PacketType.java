package dev.drover.internal.socketio;

/** The types of Socket.IO packets, in the order of their digits. */
enum PacketType {
  CONNECT('0'),
  DISCONNECT('1'),
  EVENT('2'),
  ACK('3'),
  CONNECT_ERROR('4'),
  BINARY_EVENT('5'),
  BINARY_ACK('6');

  private static final PacketType[] BY_DIGIT = values();

  private final char digit;

  PacketType(char digit) {
    this.digit = digit;
  }

  static PacketType of(byte digit) throws MalformedPacketException {
    int index = digit - '0';
    if (index < 0 || index >= BY_DIGIT.length) {
      throw new MalformedPacketException("unknown Socket.IO packet type");
    }
    return BY_DIGIT[index];
  }

  static PacketType of(SocketPacket packet) {
    if (packet instanceof SocketPacket.Event event) {
      return event.arguments().attachments().isEmpty() ? EVENT : BINARY_EVENT;
    }
    if (packet instanceof SocketPacket.Ack ack) {
      return ack.arguments().attachments().isEmpty() ? ACK : BINARY_ACK;
    }
    if (packet instanceof SocketPacket.Connect) {
      return CONNECT;
    }
    return packet instanceof SocketPacket.Disconnect ? DISCONNECT : CONNECT_ERROR;
  }

  boolean isBinary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }

  char digit() {
    return digit;
  }
}
