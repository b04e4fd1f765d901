package dev.drover.testing.internal.bundle.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not be shown: the tokens that are known, plain and in Base64, and whatever stands where
 * tokens stand. Safe for any number of threads.
 */
public final class Secrets {

  /** Stands where a secret was. */
  public static final String MASK = "•••";

  /** Shorter ones would mask half of the text, and are no secrets. */
  private static final int LEAST_LENGTH = 4;

  /** After {@code Bearer}, as a parameter of an address, before an address's host, or a JWT. */
  private static final List<Place> USUAL_PLACES =
      List.of(
          new Place("earer ", Pattern.compile("([Bb]earer )[\\w.~+/=-]{4,}")),
          new Place("token=", Pattern.compile("([?&](?:access_)?token=)[^&\\s\"'<>]+")),
          new Place("://", Pattern.compile("(://)[^/\\s@:]{1,256}:[^/\\s@]{1,256}(?=@)")),
          new Place("eyJ", Pattern.compile("\\b()eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*")));

  /** Known secrets in all their forms, longest first. */
  private volatile List<String> known = List.of();

  /** Nothing but what stands in the usual places is known yet. */
  public Secrets() {}

  /**
   * One more secret, from now on.
   *
   * @param secret a token; ignored if it is shorter than four characters
   */
  public synchronized void add(String secret) {
    if (secret.length() >= LEAST_LENGTH) {
      known =
          Stream.concat(known.stream(), forms(secret))
              .distinct()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
    }
  }

  /**
   * The text without secrets. Costs next to nothing where there are none: all output of all tests
   * comes through here.
   *
   * @param text any text
   * @return the text, secrets replaced by {@link #MASK}
   */
  public String mask(String text) {
    String masked = text;
    for (String secret : known) {
      masked = masked.replace(secret, MASK);
    }
    for (Place place : USUAL_PLACES) {
      if (masked.contains(place.sign())) {
        masked = place.pattern().matcher(masked).replaceAll("$1" + MASK);
      }
    }
    return masked;
  }

  /** How long the longest known secret is, in characters. */
  public int longest() {
    return known.isEmpty() ? 0 : known.get(0).length();
  }

  private static Stream<String> forms(String secret) {
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
    return Stream.of(secret, base64);
  }

  /**
   * Where tokens stand.
   *
   * @param sign stands in every such place, and is looked for first
   * @param pattern what stays, as its group, and what does not
   */
  private record Place(String sign, Pattern pattern) {}
}
