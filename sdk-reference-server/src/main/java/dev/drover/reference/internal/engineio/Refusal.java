package dev.drover.reference.internal.engineio;

import dev.drover.reference.internal.http.HttpAnswer;
import java.nio.charset.StandardCharsets;

/** The errors of Engine.IO: HTTP 400, with numbers that its clients know. */
enum Refusal {
  TRANSPORT_UNKNOWN(0, "Transport unknown"),
  SESSION_UNKNOWN(1, "Session ID unknown"),
  BAD_METHOD(2, "Bad handshake method"),
  BAD_REQUEST(3, "Bad request"),
  BAD_VERSION(5, "Unsupported protocol version");

  private final String json;

  Refusal(int code, String message) {
    json = "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }

  HttpAnswer answer() {
    return HttpAnswer.json(400, json.getBytes(StandardCharsets.UTF_8));
  }
}
