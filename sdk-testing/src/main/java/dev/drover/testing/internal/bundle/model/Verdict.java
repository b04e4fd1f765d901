package dev.drover.testing.internal.bundle.model;

/**
 * Who is to look into a failure.
 *
 * @param kind where it comes from
 * @param reason why that is believed, in a sentence; empty if there is nothing to say
 */
public record Verdict(Kind kind, String reason) {

  /** The product did not do what the test asks for, or nothing speaks against that. */
  public static final Verdict PRODUCT = new Verdict(Kind.PRODUCT, "");

  /** Where a failure comes from. */
  public enum Kind {
    /** The product, or its test. */
    PRODUCT("product"),
    /** What tests stand on: VMs, the hub, the way there. */
    INFRASTRUCTURE("infrastructure");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For people. */
    public String word() {
      return word;
    }
  }

  /**
   * A failure of what the test stands on.
   *
   * @param reason why that is believed, in a sentence
   * @return the verdict
   */
  public static Verdict infrastructure(String reason) {
    return new Verdict(Kind.INFRASTRUCTURE, reason);
  }
}
