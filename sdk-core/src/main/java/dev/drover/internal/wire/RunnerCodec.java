package dev.drover.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.drover.internal.wire.RunnerMessage.AgentHeartbeat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes what the runner's events carry. */
public final class RunnerCodec {

  private static final Map<String, ObjectReader> READERS = new HashMap<>();
  private static final Map<Class<?>, ObjectWriter> WRITERS = new HashMap<>();

  static {
    for (Class<?> message : RunnerMessage.class.getPermittedSubclasses()) {
      if (message != RunnerMessage.Unknown.class) {
        READERS.put(WireNames.of(message), WireCodec.MAPPER.readerFor(message));
        WRITERS.put(message, WireCodec.MAPPER.writerFor(message));
      }
    }
  }

  private RunnerCodec() {}

  /** Whether the document has such an event. */
  public static boolean knows(String event) {
    return READERS.containsKey(event);
  }

  /**
   * Reads one of the document's events.
   *
   * @param event its name, one that the document {@link #knows}
   * @param arguments its arguments, JSON in UTF-8; what follows the first is ignored
   * @return the message
   * @throws MalformedMessageException if it is none, with a reason fit to be sent back
   */
  public static RunnerMessage decode(String event, List<byte[]> arguments)
      throws MalformedMessageException {
    ObjectReader reader = READERS.get(event);
    if (reader == null) {
      throw new IllegalArgumentException("the document has no event '" + event + "'");
    }
    if (event.equals(WireNames.of(AgentHeartbeat.class))) {
      return new AgentHeartbeat();
    }
    if (arguments.isEmpty()) {
      throw new MalformedMessageException(
          "malformed message: '" + event + "' needs an object", event, null);
    }
    byte[] json = arguments.get(0);
    WireCodec.refuseOtherEncodings(json);
    try {
      RunnerMessage message = reader.readValue(json);
      if (message != null) {
        return message;
      }
    } catch (IOException | StackOverflowError e) {
      throw new MalformedMessageException(
          "malformed message '" + event + "': " + MalformedReason.of(e), event, e);
    }
    throw new MalformedMessageException(
        "malformed message '" + event + "': an object is expected", event, null);
  }

  /**
   * The job that an event speaks of, also if it is malformed otherwise.
   *
   * @param arguments its arguments, JSON in UTF-8
   * @return the id, if it can be found
   */
  public static Optional<String> executionId(List<byte[]> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode json = WireCodec.MAPPER.readTree(arguments.get(0));
      return Optional.ofNullable(json.path("executionId").textValue());
    } catch (IOException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /**
   * Writes what an event carries.
   *
   * @param message one of the document's
   * @return its arguments, JSON in UTF-8
   */
  public static List<byte[]> encode(RunnerMessage message) {
    ObjectWriter writer = WRITERS.get(message.getClass());
    if (writer == null) {
      throw new IllegalArgumentException("the document has no such event");
    }
    if (message instanceof AgentHeartbeat) {
      return List.of();
    }
    try {
      return List.of(WireCodec.write(writer, message));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be written as JSON: %s"
              .formatted(RunnerMessage.event(message), e.getOriginalMessage()),
          e);
    }
  }
}
