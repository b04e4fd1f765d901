package dev.drover.reference.internal.vm;

import java.time.Duration;
import java.util.List;

/**
 * What a scripted command does.
 *
 * @param delay before each piece, and before the end if there are none
 * @param pieces its output
 * @param end what comes after it
 */
record Script(Duration delay, List<String> pieces, End end) {

  /** How a scripted command ends. */
  sealed interface End {}

  record Exit(int code) implements End {}

  record Failure(String code, String message) implements End {}

  record Never() implements End {}
}
