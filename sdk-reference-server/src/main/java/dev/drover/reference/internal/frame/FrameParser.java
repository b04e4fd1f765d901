package dev.drover.reference.internal.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.drover.reference.internal.frame.Frame.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one frame; long strings are passed over without being decoded. */
final class FrameParser {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Exceptions must not quote what was sent: it may hold secrets.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final byte[] bytes;
  private final List<Field> fields = new ArrayList<>(6);
  private @Nullable String type;
  private @Nullable String vmId;
  private @Nullable String requestId;
  private @Nullable String commandId;
  private @Nullable Long seq;
  private boolean truncated;
  private boolean complete;
  private @Nullable String status;

  FrameParser(byte[] bytes) {
    this.bytes = bytes;
  }

  Frame parse() throws BadFrameException {
    // Zeros would make the parser take the text for UTF-16 or UTF-32.
    if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
      throw new BadFrameException("malformed message: it begins with a zero byte");
    }
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw noObject(json);
      }
      fields(json);
      if (json.nextToken() != null) {
        throw new BadFrameException("malformed message: more follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadFrameException("malformed message: " + reason(e));
    } catch (IOException e) {
      throw new BadFrameException("malformed message: " + e);
    }
    return new Frame(
        bytes,
        fields,
        new Frame.Route(type, vmId, requestId, commandId, seq, truncated, complete, status));
  }

  private void fields(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    while (token == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      int start = offset(json);
      JsonToken value = json.nextToken();
      int valueStart = offset(json);
      value(json, name, value);
      token = json.nextToken();
      fields.add(new Field(name, start, valueStart, valueEnd(offset(json))));
    }
  }

  private void value(JsonParser json, String name, JsonToken value) throws IOException {
    switch (name) {
      case "type" -> type = text(json, value);
      case "vm_id" -> vmId = text(json, value);
      case "request_id" -> requestId = text(json, value);
      case "metadata" -> metadata(json, value);
      default -> json.skipChildren();
    }
  }

  private void metadata(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken inner = json.nextToken();
      switch (name) {
        case "command_id" -> commandId = text(json, inner);
        case "seq" -> seq = whole(json, inner);
        case "output_type" -> complete = "complete".equals(text(json, inner));
        case "status" -> status = text(json, inner);
        case "truncated" -> truncated = inner == JsonToken.VALUE_TRUE;
        default -> json.skipChildren();
      }
    }
  }

  /** What a JSON value says, if it is a string. */
  static @Nullable String text(byte[] value) {
    try (JsonParser json = JSON.createParser(value)) {
      return text(json, json.nextToken());
    } catch (IOException e) {
      throw new IllegalArgumentException("this was read before: " + e, e);
    }
  }

  private static @Nullable String text(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private static @Nullable Long whole(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    json.skipChildren();
    return null;
  }

  private static int offset(JsonParser json) {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  /** Where the value before a token ends: before white space, and before the comma if there is. */
  private int valueEnd(int nextToken) {
    int end = skipSpaceBack(nextToken);
    return bytes[end - 1] == ',' ? skipSpaceBack(end - 1) : end;
  }

  private int skipSpaceBack(int end) {
    int i = end;
    while (bytes[i - 1] == ' '
        || bytes[i - 1] == '\n'
        || bytes[i - 1] == '\r'
        || bytes[i - 1] == '\t') {
      i--;
    }
    return i;
  }

  /** Something else than an object; if it is not even JSON, that is what is said. */
  private static BadFrameException noObject(JsonParser json) throws IOException {
    json.skipChildren();
    json.nextToken();
    return new BadFrameException("malformed message: a JSON object is expected");
  }

  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message == null ? "no JSON" : message.lines().findFirst().orElse("no JSON");
  }
}
