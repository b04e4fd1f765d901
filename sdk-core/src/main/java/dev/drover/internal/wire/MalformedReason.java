package dev.drover.internal.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import org.jspecify.annotations.Nullable;

/**
 * Says why a frame is no message, to the one who sent it and to logs: by place, never by quoting,
 * since what was sent may hold secrets, and in JSON's words, not in Java's.
 */
final class MalformedReason {

  private MalformedReason() {}

  static String of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StreamConstraintsException) {
        return "it nests too deep, or a name or number in it is too long";
      }
      if (t instanceof JsonParseException e) {
        return "no valid JSON" + place(e);
      }
    }
    if (failure instanceof JsonMappingException e) {
      return wrongType(e);
    }
    return failure instanceof StackOverflowError ? "it nests too deep" : "no valid JSON";
  }

  private static String place(JsonProcessingException e) {
    @Nullable JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static String wrongType(JsonMappingException e) {
    StringBuilder field = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field.isEmpty()
        ? "a JSON object is expected, and nothing after it"
        : "the field '" + field + "' has the wrong type, or stands there twice";
  }
}
