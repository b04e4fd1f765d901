package dev.drover.internal.socketio;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event or an acknowledgement as they stand on the wire: JSON, with {@code
 * {"_placeholder":true,"num":n}} where the n-th attachment belongs. So they are passed on without
 * being written anew. Their bytes are shared, not copied: nobody may change them.
 */
public final class Arguments {

  /** No arguments. */
  public static final Arguments NONE = new Arguments(List.of(), List.of());

  private final List<byte[]> json;
  private final List<byte[]> attachments;

  Arguments(List<byte[]> json, List<byte[]> attachments) {
    this.json = List.copyOf(json);
    this.attachments = List.copyOf(attachments);
  }

  /**
   * Arguments out of values.
   *
   * @param values null, strings, numbers, booleans, byte arrays, and maps, lists, records of them
   * @return the arguments
   * @throws IllegalArgumentException if one cannot be written as JSON
   */
  public static Arguments of(@Nullable Object... values) {
    List<byte[]> json = new ArrayList<>();
    List<byte[]> attachments = new ArrayList<>();
    for (Object value : values) {
      json.add(write(value, attachments));
    }
    return new Arguments(json, attachments);
  }

  /**
   * Arguments that are JSON already.
   *
   * @param values UTF-8, one JSON value each; not checked
   * @return the arguments
   */
  public static Arguments ofJson(byte[]... values) {
    return new Arguments(List.of(values), List.of());
  }

  /** How many there are. */
  public int size() {
    return json.size();
  }

  /** One of them as JSON, UTF-8. */
  public byte[] json(int index) {
    return json.get(index);
  }

  /** One of them as JSON. */
  public String text(int index) {
    return new String(json.get(index), StandardCharsets.UTF_8);
  }

  /** All of them as JSON. */
  public List<String> texts() {
    return json.stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList();
  }

  /** The binary parts, in the order of their numbers. */
  public List<byte[]> attachments() {
    return attachments;
  }

  Arguments with(List<byte[]> received) {
    return new Arguments(json, received);
  }

  @Override
  public String toString() {
    return json.size() + " arguments, " + attachments.size() + " attachments";
  }

  static byte[] write(@Nullable Object value, List<byte[]> attachments) {
    ObjectWriter writer =
        PacketJson.MAPPER.writer().withAttribute(AttachmentSerializer.ATTACHMENTS, attachments);
    int before = attachments.size();
    try {
      try {
        return writer.writeValueAsBytes(value);
      } catch (JsonGenerationException e) {
        // Half a surrogate pair has no UTF-8, but JSON can escape it.
        attachments.subList(before, attachments.size()).clear();
        return writer.with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(value);
      }
    } catch (JsonProcessingException | StackOverflowError e) {
      throw new IllegalArgumentException(
          "a %s cannot be written as JSON: only null, strings, numbers, booleans, byte arrays, and maps, lists, records of them"
              .formatted(value == null ? "null" : value.getClass().getName()),
          e);
    }
  }
}
