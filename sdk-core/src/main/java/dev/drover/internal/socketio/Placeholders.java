package dev.drover.internal.socketio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Checks that the placeholders of a packet point at attachments that it has. */
final class Placeholders {

  private final int attachments;

  Placeholders(int attachments) {
    this.attachments = attachments;
  }

  /** Goes through the value whose first token was just read, to its end. */
  void walk(JsonParser parser) throws IOException, MalformedPacketException {
    Deque<Level> levels = new ArrayDeque<>();
    JsonToken token = parser.currentToken();
    do {
      if (token == null) {
        return;
      } else if (token.isStructStart()) {
        levels.push(new Level());
      } else if (token.isStructEnd()) {
        check(levels.pop());
      } else if (token.isScalarValue() && !levels.isEmpty()) {
        levels.element().see(parser, token);
      }
      if (levels.isEmpty()) {
        return;
      }
      token = parser.nextToken();
    } while (true);
  }

  private void check(Level level) throws MalformedPacketException {
    if (level.placeholder && (level.num < 0 || level.num >= attachments)) {
      throw new MalformedPacketException("illegal attachments");
    }
  }

  /** What an object, or an array, has said of itself. */
  private static final class Level {
    private boolean placeholder;
    private int num = -1;

    void see(JsonParser parser, JsonToken token) throws IOException {
      String name = parser.currentName();
      if ("_placeholder".equals(name)) {
        placeholder = token == JsonToken.VALUE_TRUE;
      } else if ("num".equals(name)) {
        boolean whole = token == JsonToken.VALUE_NUMBER_INT;
        num =
            whole && parser.getNumberType() == JsonParser.NumberType.INT
                ? parser.getIntValue()
                : -1;
      }
    }
  }
}
