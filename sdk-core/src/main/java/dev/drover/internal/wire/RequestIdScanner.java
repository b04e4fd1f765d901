package dev.drover.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the {@code request_id} of a message that cannot be read otherwise, so that whoever sent it
 * can be told.
 */
public final class RequestIdScanner {

  private static final JsonFactory JSON = new JsonFactory();

  private RequestIdScanner() {}

  /**
   * The top-level {@code request_id}.
   *
   * @param frame UTF-8
   * @return the id, if the frame is an object up to there and has one that is a string
   */
  public static Optional<String> find(byte[] frame) {
    try (JsonParser parser = JSON.createParser(frame)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean id = "request_id".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (id) {
          return value == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      return Optional.empty(); // No JSON at all: then there is nobody to tell either.
    }
    return Optional.empty();
  }
}
