package dev.drover.testing.internal.bundle.model;

import java.util.Optional;

/**
 * A text of which the middle may be missing; secrets are masked.
 *
 * @param head its beginning; all of it if nothing is missing
 * @param elided how many characters are missing between head and tail
 * @param tail its end; empty if nothing is missing
 * @param file the name of the file in the test's folder that has all of it, if there is one
 * @param truncated whether something was lost before it came here
 */
public record KeptText(
    String head, long elided, String tail, Optional<String> file, boolean truncated) {

  /** Nothing. */
  public static final KeptText NONE = new KeptText("", 0, "", Optional.empty(), false);

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return head.isEmpty() && tail.isEmpty() && elided == 0;
  }
}
