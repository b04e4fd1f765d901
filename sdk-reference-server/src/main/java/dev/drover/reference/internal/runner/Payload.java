package dev.drover.reference.internal.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.internal.socketio.SocketPacket.Event;
import dev.drover.reference.internal.runner.Registration.ActiveJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an event holds, looked at only as far as this server cares; the rest passes through. */
final class Payload {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String event;
  private final JsonNode object;

  private Payload(String event, JsonNode object) {
    this.event = event;
    this.object = object;
  }

  /**
   * Reads an event's first argument.
   *
   * @throws BadPayloadException if it is no object
   */
  static Payload of(Event event) throws BadPayloadException {
    try {
      JsonNode first =
          event.arguments().size() == 0 ? null : JSON.readTree(event.arguments().json(0));
      if (first != null && first.isObject()) {
        return new Payload(event.name(), first);
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new BadPayloadException(event.name() + " must carry an object", null);
  }

  /** The job's id. */
  String executionId() throws BadPayloadException {
    return text("executionId");
  }

  /** A text that must be there and say something. */
  String text(String field) throws BadPayloadException {
    return need(field, "a text that is not blank", n -> n.isTextual() && !n.asText().isBlank())
        .textValue();
  }

  /** A text that may be empty. */
  Payload withText(String field) throws BadPayloadException {
    need(field, "a text", JsonNode::isTextual);
    return this;
  }

  /** A process that a signal ended has none. */
  Payload mayHaveWholeNumber(String field) throws BadPayloadException {
    if (object.hasNonNull(field)) {
      need(field, "a whole number", JsonNode::isIntegralNumber);
    }
    return this;
  }

  /** A whole number above zero. */
  int positive(String field, int otherwise) throws BadPayloadException {
    return object.hasNonNull(field)
        ? need(field, "a whole number above zero", n -> n.canConvertToInt() && n.intValue() > 0)
            .intValue()
        : otherwise;
  }

  /** A list of texts. */
  List<String> texts(String field) throws BadPayloadException {
    List<String> texts = new ArrayList<>();
    need(field, "a list of texts", JsonNode::isArray).forEach(n -> texts.add(n.asText()));
    return texts;
  }

  /** What an agent that comes back is at work on. */
  List<ActiveJob> activeJobs() throws BadPayloadException {
    List<ActiveJob> active = new ArrayList<>();
    if (object.hasNonNull("activeJobs")) {
      for (JsonNode job : need("activeJobs", "a list", JsonNode::isArray)) {
        String id = job.path("executionId").asText();
        if (!id.isBlank()) {
          active.add(new ActiveJob(id, job.path("kind").asText().equals("recording")));
        }
      }
    }
    return active;
  }

  Payload withTruth(String field) throws BadPayloadException {
    need(field, "true or false", JsonNode::isBoolean);
    return this;
  }

  Payload mayHaveText(String field) throws BadPayloadException {
    return object.hasNonNull(field) ? withText(field) : this;
  }

  Payload mayHaveObject(String field) throws BadPayloadException {
    if (object.hasNonNull(field)) {
      need(field, "an object", JsonNode::isObject);
    }
    return this;
  }

  private JsonNode need(String field, String what, Predicate<JsonNode> holds)
      throws BadPayloadException {
    JsonNode value = object.path(field);
    if (!holds.test(value)) {
      throw new BadPayloadException("%s needs %s: %s".formatted(event, field, what), knownId());
    }
    return value;
  }

  private @Nullable String knownId() {
    return object.path("executionId").textValue();
  }
}
