package dev.drover.reference.internal.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.reference.Fault;
import dev.drover.reference.Fault.Damage;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** The faults by name, each with how it is made of what a request says. */
enum FaultKind {
  /** The connection ends without goodbye. */
  CUT(request -> Fault.cut()),
  /** It ends with a TCP reset. */
  RESET(request -> Fault.reset()),
  /** The server neither reads nor writes any more. */
  STALL(request -> Fault.stall()),
  /** The server takes everything and says nothing more. */
  HALF_OPEN(request -> Fault.halfOpen()),
  /** The next message is late, by {@code delay_ms}. */
  DELAY(request -> Fault.delay(Duration.ofMillis(request.path("delay_ms").asLong(1_000)))),
  /** The next message comes twice. */
  DUPLICATE(request -> Fault.duplicate()),
  /** The next message comes after the one behind it. */
  REORDER(request -> Fault.reorder()),
  /** The next message is damaged, as {@code damage} says. */
  CORRUPT(
      request ->
          Fault.corrupt(Names.constant(Damage.class, request.path("damage").asText("json"))));

  private final Function<JsonNode, Fault> maker;

  FaultKind(Function<JsonNode, Fault> maker) {
    this.maker = maker;
  }

  Fault fault(JsonNode request) {
    return maker.apply(request);
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
