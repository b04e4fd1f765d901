package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the backend's REST calls: {@code POST /api/vm/{vmid}/send}, {@code GET /api/vms}.
 */
public final class BackendRest {

  private static final ObjectReader LISTING = WireCodec.MAPPER.readerFor(Listing.class);

  private BackendRest() {}

  /**
   * What is to be sent to a VM.
   *
   * @param message the command line, the input, or whatever the type wants
   * @param messageType the type
   * @param metadata an object
   * @param timeout how long the backend waits for the VM's answer, in seconds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Send(
      @Nullable String message, String messageType, @Nullable Object metadata, double timeout) {}

  /**
   * What the backend answers. An error has no response, a success no code.
   *
   * @param status {@code ok} or {@code error}
   * @param code of an error
   * @param message an error's words
   * @param commandId of the command that an error concerns
   * @param response what the VM answered
   */
  public record Answer(
      @Nullable String status,
      @Nullable String code,
      @Nullable String message,
      @Nullable String commandId,
      @Nullable Response response) {}

  /**
   * A VM's final message.
   *
   * @param message the message
   * @param json the same as it came
   */
  public record Response(BackendMessage message, String json) {}

  /**
   * The connected VMs.
   *
   * @param vms null if the answer is no listing
   */
  public record Listing(@Nullable List<Entry> vms) {}

  /**
   * One of them.
   *
   * @param vmId its id
   * @param status {@code connected}
   * @param testCaseId the test case it is assigned to, if any
   */
  public record Entry(
      @Nullable String vmId, @Nullable String status, @Nullable String testCaseId) {}

  /**
   * Writes a request's body.
   *
   * @param send what it says
   * @return UTF-8
   * @throws IllegalArgumentException if its metadata is nothing that JSON has
   */
  public static byte[] encode(Send send) {
    try {
      return WireCodec.write(WireCodec.MAPPER.writerFor(Send.class), send);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the metadata of '%s' cannot be written as JSON: %s"
              .formatted(send.messageType(), e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Reads the answer to a {@link Send}. A backend that answers with the VM's message itself, and
   * not with an object around it, is understood as well.
   *
   * @param body UTF-8
   * @return the answer
   * @throws MalformedMessageException if it is none
   */
  public static Answer decode(byte[] body) throws MalformedMessageException {
    WireCodec.refuseOtherEncodings(body);
    AnswerFields fields = fields(body);
    byte[] response = fields.response;
    if (response == null && fields.type != null) {
      response = body;
    }
    return new Answer(
        fields.status,
        fields.code,
        fields.message != null ? fields.message : fields.detail,
        fields.commandId,
        response == null
            ? null
            : new Response(
                WireCodec.BACKEND.decode(response), new String(response, StandardCharsets.UTF_8)));
  }

  /**
   * Reads a list of VMs.
   *
   * @param body UTF-8
   * @return the list
   * @throws MalformedMessageException if it is none
   */
  public static List<Entry> decodeListing(byte[] body) throws MalformedMessageException {
    WireCodec.refuseOtherEncodings(body);
    try {
      Listing listing = LISTING.readValue(body);
      if (listing == null || listing.vms() == null) {
        throw new MalformedMessageException("it has no list of VMs", null, null);
      }
      return listing.vms();
    } catch (IOException | StackOverflowError e) {
      throw new MalformedMessageException(MalformedReason.of(e), null, e);
    }
  }

  private static AnswerFields fields(byte[] body) throws MalformedMessageException {
    AnswerFields fields = new AnswerFields();
    try (JsonParser parser = WireCodec.MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedMessageException("a JSON object is expected", null, null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        fields.take(name, parser.nextToken(), parser, body);
      }
      if (parser.nextToken() != null) {
        throw new MalformedMessageException("more follows after the JSON object", null, null);
      }
      return fields;
    } catch (IOException | StackOverflowError e) {
      throw new MalformedMessageException(MalformedReason.of(e), null, e);
    }
  }

  /** The outer object; what is of another type than expected counts as absent. */
  private static final class AnswerFields {
    private @Nullable String type;
    private @Nullable String status;
    private @Nullable String code;
    private @Nullable String message;
    private @Nullable String detail;
    private @Nullable String commandId;
    private byte @Nullable [] response;

    void take(String name, JsonToken value, JsonParser parser, byte[] body) throws IOException {
      if (value == JsonToken.VALUE_STRING) {
        text(name, parser.getText());
      } else if (value == JsonToken.START_OBJECT && name.equals("response")) {
        // Cut out rather than copied value by value: it is large, and shown as it came.
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        response = Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
      } else {
        parser.skipChildren();
      }
    }

    private void text(String name, String value) {
      switch (name) {
        case "type" -> type = value;
        case "status" -> status = value;
        case "code" -> code = value;
        case "message" -> message = value;
        case "detail" -> detail = value;
        case "command_id" -> commandId = value;
        default -> {}
      }
    }
  }
}
