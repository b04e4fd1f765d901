package dev.drover.reference.internal.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.RequestMetadata;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks of a VM with {@code POST /api/vm/{vmid}/send}. To VMs that came by the
 * backend's door it goes on as it is, whatever its type and metadata.
 */
public final class RestRequest implements VmRequest {

  private static final double DEFAULT_SECONDS = 30;
  private static final double MOST_SECONDS = Duration.ofDays(1).toSeconds();
  private static final String COMMAND_ID = "command_id";

  private final String type;
  private final String message;
  private final ObjectNode metadata;
  private final Duration timeout;

  private RestRequest(String type, String message, ObjectNode metadata, Duration timeout) {
    this.type = type;
    this.message = message;
    this.metadata = metadata;
    this.timeout = timeout;
  }

  /**
   * Reads a request's body.
   *
   * @throws BadRequestException if it is none
   */
  public static RestRequest parse(byte[] body) {
    JsonNode tree = RestJson.object(body);
    String type = text(tree, "message_type", text(tree, "type", "command"));
    String message = text(tree, "message", "");
    ObjectNode metadata = metadata(tree.path("metadata"));
    RestRequest request = new RestRequest(type, message, metadata, timeout(tree.path("timeout")));
    request.check();
    return request;
  }

  private static String text(JsonNode tree, String name, String otherwise) {
    JsonNode value = tree.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    } else if (!value.isTextual()) {
      throw new BadRequestException("\"%s\" must be a string".formatted(name));
    }
    return value.textValue();
  }

  private static ObjectNode metadata(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return RestJson.object();
    } else if (!(value instanceof ObjectNode object)) {
      throw new BadRequestException("\"metadata\" must be an object");
    } else {
      return object;
    }
  }

  private static Duration timeout(JsonNode value) {
    if (!value.isMissingNode() && !value.isNull() && !value.isNumber()) {
      throw new BadRequestException("\"timeout\" must be a number of seconds");
    }
    double seconds = value.isNumber() ? value.doubleValue() : DEFAULT_SECONDS;
    if (!(seconds > 0)) {
      throw new BadRequestException("\"timeout\" must be above zero");
    }
    return Duration.ofNanos((long) (Math.min(seconds, MOST_SECONDS) * 1e9));
  }

  private void check() {
    JsonNode commandId = metadata.path(COMMAND_ID);
    if (!commandId.isMissingNode() && !commandId.isNull() && !commandId.isTextual()) {
      throw new BadRequestException("\"metadata.command_id\" must be a string");
    }
    boolean named = commandId.isTextual() && !commandId.textValue().isEmpty();
    if (type.isBlank()) {
      throw new BadRequestException("\"message_type\" is blank; \"command\" is the default");
    } else if (type.equals("command") && message.isBlank()) {
      throw new BadRequestException(
          "\"message\" must be the command line, and is missing or blank");
    } else if (type.equals("command") && !named) {
      metadata.put(COMMAND_ID, UUID.randomUUID().toString());
    } else if (type.equals("attach")) {
      checkAttach(named);
    }
  }

  /** It may have to wait for its VM, and is then too late to be refused. */
  private void checkAttach(boolean named) {
    if (!named) {
      throw new BadRequestException("attach needs metadata.command_id");
    }
    forHub("", "");
  }

  /** What is asked for. */
  public String type() {
    return type;
  }

  /** The command that it is about; empty if it is about none. */
  public String commandId() {
    String named = metadata.path(COMMAND_ID).asText("");
    return named.isEmpty() && type.equals("stop_command") ? message : named;
  }

  /** The first piece of output that is wanted. */
  public long fromSeq() {
    return metadata.path("from_seq").asLong(0);
  }

  /** How long to wait for the answer. */
  public Duration timeout() {
    return timeout;
  }

  @Override
  public byte[] forBackend(String requestId) {
    ObjectNode request = RestJson.object();
    request.put("message", message).put("type", type).set("metadata", metadata);
    return RestJson.bytes(request.put("request_id", requestId));
  }

  @Override
  public HubMessage forHub(String vmId, String requestId) {
    try {
      return translated(WireCodec.BACKEND.decode(forBackend(requestId)), vmId, requestId);
    } catch (MalformedMessageException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }

  private HubMessage translated(BackendMessage read, String vmId, String id) {
    if (read instanceof BackendMessage.Command m) {
      return command(vmId, id, m.metadata());
    } else if (read instanceof BackendMessage.Screenshot m) {
      RequestMetadata about = m.metadata();
      boolean fullPage = about != null && Boolean.TRUE.equals(about.fullPage());
      return new HubMessage.ScreenshotRequest(vmId, fullPage, id);
    } else if (read instanceof BackendMessage.Attach m) {
      Long from = m.metadata() == null ? null : m.metadata().fromSeq();
      return new HubMessage.Attach(vmId, commandId(), from, id);
    } else if (read instanceof BackendMessage.StopCommand) {
      return new HubMessage.StopCommand(vmId, message, about(), id);
    } else if (read instanceof BackendMessage.SendInput m) {
      Boolean eof = m.metadata() == null ? null : m.metadata().eof();
      return new HubMessage.SendInput(vmId, message, about(), eof, id);
    } else if (read instanceof BackendMessage.Ping) {
      return new HubMessage.Ping(vmId, message, id);
    } else if (read instanceof BackendMessage.StatusRequest) {
      return new HubMessage.StatusRequest(vmId, message, id);
    } else if (read instanceof BackendMessage.SystemInfoRequest) {
      return new HubMessage.SystemInfoRequest(vmId, message, id);
    }
    throw new BadRequestException("a VM at a hub cannot be asked for '%s'".formatted(type));
  }

  private HubMessage command(String vmId, String id, @Nullable RequestMetadata about) {
    RequestMetadata m = about == null ? RequestMetadata.ofCommand(commandId()) : about;
    return new HubMessage.Command(
        vmId,
        message,
        id,
        commandId(),
        m.timeout(),
        m.env(),
        m.workingDirectory(),
        m.pty(),
        m.columns(),
        m.rows());
  }

  private Metadata about() {
    if (commandId().isEmpty()) {
      throw new BadRequestException(type + " needs metadata.command_id");
    }
    return Metadata.ofCommand(commandId());
  }

  /** One line, without what it says. */
  @Override
  public String toString() {
    return "RestRequest[%s, %s]".formatted(type, commandId());
  }
}
