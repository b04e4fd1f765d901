package dev.drover.internal.session;

import dev.drover.internal.transport.RestResponse;
import java.util.List;
import java.util.Optional;

/**
 * An answer over HTTP, and what may be shown of it: pages of proxies and errors of servers repeat
 * what they were sent, and that had a token.
 */
public final class RestAnswer {

  /** Enough for words, and too little to flood a log. */
  private static final int MOST_WORDS = 300;

  /** How far into a page its words are looked for. */
  private static final int MOST_MARKUP = 20_000;

  private final RestResponse response;
  private final List<String> secrets;

  RestAnswer(RestResponse response, List<String> secrets) {
    this.response = response;
    this.secrets = secrets;
  }

  /** The answer. */
  public RestResponse response() {
    return response;
  }

  /** The HTTP status. */
  public int status() {
    return response.status();
  }

  /** What the body says, as one line: without markup, shortened, without secrets. */
  public String words() {
    String start = beginning(without(secrets, response.text()), MOST_MARKUP);
    return isMarkup(start)
        ? line(start.replaceAll("(?is)<(script|style|head)\\b.*?</\\1>|<[^>]*>", " "))
        : line(start);
  }

  /**
   * Text of the other side's as it may stand in a message.
   *
   * @param text its words
   * @return one line of them, shortened, without secrets
   */
  public String shown(String text) {
    return line(without(secrets, text));
  }

  private static String line(String safe) {
    String line = safe.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MOST_WORDS ? line : beginning(line, MOST_WORDS) + "…";
  }

  private static String beginning(String text, int most) {
    return text.substring(0, Math.min(most, text.length()));
  }

  private static String without(List<String> secrets, String text) {
    String safe = text;
    for (String secret : secrets) {
      safe = safe.replace(secret, "***");
    }
    return safe;
  }

  private boolean isMarkup(String text) {
    Optional<String> type = response.header("content-type");
    return text.stripLeading().startsWith("<") || type.orElse("").startsWith("text/html");
  }

  /** As the response's. */
  @Override
  public String toString() {
    return response.toString();
  }
}
