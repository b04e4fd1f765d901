package dev.drover.testing.internal.bundle.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final Pattern USUAL_PLACES =
      Pattern.compile(
          "(?i:(?<=bearer )[\\w.~+/=-]{4,}|(?<=[?&](?:access_)?token=)[^&\\s\"'<>]+|(?<=://)[^/\\s@:]+:[^/\\s@]+(?=@))"
              + "|\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*");

  private final Set<String> known = new TreeSet<>();
  private volatile Pattern pattern = USUAL_PLACES;
  private volatile int longest;

  /**
   * One more secret, from now on.
   *
   * @param secret a token; ignored if it is shorter than four characters
   */
  public synchronized void add(String secret) {
    if (secret.length() < LEAST_LENGTH) {
      return;
    }
    known.add(secret);
    List<String> forms =
        known.stream()
            .flatMap(Secrets::forms)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    longest = forms.get(0).length();
    String any = forms.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    pattern = Pattern.compile(any + "|" + USUAL_PLACES.pattern());
  }

  /**
   * The text without secrets.
   *
   * @param text any text
   * @return the text, secrets replaced by {@link #MASK}
   */
  public String mask(String text) {
    return pattern.matcher(text).replaceAll(MASK);
  }

  /** How long the longest known secret is, in characters. */
  public int longest() {
    return longest;
  }

  private static Stream<String> forms(String secret) {
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
    return Stream.of(secret, base64);
  }
}
