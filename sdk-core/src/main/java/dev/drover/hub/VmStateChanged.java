package dev.drover.hub;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A VM's state as it told the hub ({@code hub.md}, "VM State Broadcast").
 *
 * @param time when it arrived here
 * @param vmId the VM
 * @param state the whole state, as maps, lists, strings, numbers and booleans
 */
public record VmStateChanged(Instant time, String vmId, Map<String, Object> state) {

  /** The state's {@code status}, such as {@code running}, if it has one. */
  public Optional<String> status() {
    return state.get("status") instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /** The state's {@code progress} in percent, if it has one. */
  public OptionalDouble progress() {
    return state.get("progress") instanceof Number n
        ? OptionalDouble.of(n.doubleValue())
        : OptionalDouble.empty();
  }
}
