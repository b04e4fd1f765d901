package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A message of one of the protocols. Its {@code type} follows from its record's name: {@code
 * SpinUpResponse} is {@code spin_up_response}. Absent optional fields are null and not written.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("type")
public interface WireMessage {

  /** The message's type as it stands on the wire. */
  @JsonProperty(value = "type", access = JsonProperty.Access.READ_ONLY)
  default String type() {
    return WireNames.of(getClass());
  }
}
