package dev.drover.reference.internal.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.reference.Fault;
import dev.drover.reference.Fault.Damage;
import java.time.Duration;
import java.util.Locale;

/** The faults by name, as requests name them. */
enum FaultKind {
  /** The connection ends without goodbye. */
  CUT,
  /** It ends with a TCP reset. */
  RESET,
  /** The server neither reads nor writes any more. */
  STALL,
  /** The server takes everything and says nothing more. */
  HALF_OPEN,
  /** The next message is late, by {@code delay_ms}. */
  DELAY,
  /** The next message comes twice. */
  DUPLICATE,
  /** The next message comes after the one behind it. */
  REORDER,
  /** The next message is damaged, as {@code damage} says. */
  CORRUPT;

  private static final long DELAY_MILLIS = 1_000;

  /**
   * The fault that a request means.
   *
   * @throws IllegalArgumentException if that makes no sense
   */
  Fault fault(JsonNode request) {
    return switch (this) {
      case CUT -> Fault.cut();
      case RESET -> Fault.reset();
      case STALL -> Fault.stall();
      case HALF_OPEN -> Fault.halfOpen();
      case DELAY -> Fault.delay(Duration.ofMillis(request.path("delay_ms").asLong(DELAY_MILLIS)));
      case DUPLICATE -> Fault.duplicate();
      case REORDER -> Fault.reorder();
      case CORRUPT ->
          Fault.corrupt(Names.constant(Damage.class, request.path("damage").asText("json")));
    };
  }

  /** What a fault is in one line. */
  static String described(Fault fault) {
    if (fault instanceof Fault.Cut cut) {
      return cut.reset() ? "reset" : "cut";
    } else if (fault instanceof Fault.Delay delay) {
      return "delay by " + delay.time().toMillis() + " ms";
    } else if (fault instanceof Fault.Corrupt corrupt) {
      return "corrupt " + Names.of(corrupt.damage());
    } else if (fault instanceof Fault.HalfOpen) {
      return "half_open";
    }
    return fault.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
