package dev.drover.backend;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of any type to a VM ({@code vm-agent-messages.md}, "Server Message Format"). Immutable:
 * every setter returns a changed copy.
 *
 * <pre>{@code
 * backend.send("vm-1", BackendRequest.of("status_request", "status").timeout(ofSeconds(5)))
 * }</pre>
 */
public final class BackendRequest {

  private final String messageType;
  private final String message;
  private final Map<String, Object> metadata;
  private final @Nullable Duration timeout;

  private BackendRequest(
      String messageType,
      String message,
      Map<String, Object> metadata,
      @Nullable Duration timeout) {
    this.messageType = messageType;
    this.message = message;
    this.metadata = metadata;
    this.timeout = timeout;
  }

  /**
   * A message.
   *
   * @param messageType its type, such as {@code status_request}
   * @param message its text; what it means depends on the type
   * @return the request
   * @throws IllegalArgumentException if the type is blank
   */
  public static BackendRequest of(String messageType, String message) {
    if (messageType.isBlank()) {
      throw new IllegalArgumentException("the message has no type; give one, such as 'ping'");
    }
    return new BackendRequest(messageType, message, Map.of(), null);
  }

  /**
   * One more field of its metadata.
   *
   * @param name the field's name
   * @param value what JSON has: a string, number, boolean, list or map
   * @return the changed copy
   */
  public BackendRequest metadata(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(metadata);
    more.put(name, value);
    return new BackendRequest(messageType, message, Collections.unmodifiableMap(more), timeout);
  }

  /**
   * More fields of its metadata.
   *
   * @param fields names and values, as for {@link #metadata(String, Object)}
   * @return the changed copy
   */
  public BackendRequest metadata(Map<String, ?> fields) {
    Map<String, Object> more = new LinkedHashMap<>(metadata);
    more.putAll(fields);
    return new BackendRequest(messageType, message, Collections.unmodifiableMap(more), timeout);
  }

  /**
   * How long the backend waits for the VM's answer.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public BackendRequest timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a request's timeout must be above zero, is " + timeout);
    }
    return new BackendRequest(messageType, message, metadata, timeout);
  }

  /** Its type. */
  public String messageType() {
    return messageType;
  }

  /** Its text. */
  public String message() {
    return message;
  }

  /** Its metadata. */
  public Map<String, Object> metadata() {
    return metadata;
  }

  /**
   * How long the backend waits, if not the client's default: {@code commandTimeout} for commands,
   * {@code requestTimeout} for all else.
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Its type; text and metadata may be secret and are left out. */
  @Override
  public String toString() {
    return "BackendRequest[" + messageType + "]";
  }
}
