package dev.drover.internal.session;

import dev.drover.internal.transport.RestResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer over HTTP, and what may be shown of it: pages of proxies and errors of servers repeat
 * what they were sent, and that had a token.
 */
public final class RestAnswer {

  /** Enough for words, and too little to flood a log. */
  private static final int MOST_WORDS = 300;

  private final RestResponse response;
  private final @Nullable String token;

  RestAnswer(RestResponse response, @Nullable String token) {
    this.response = response;
    this.token = token;
  }

  /** The answer. */
  public RestResponse response() {
    return response;
  }

  /** The HTTP status. */
  public int status() {
    return response.status();
  }

  /** What the body says, as one line: without markup, shortened, without the token. */
  public String words() {
    String start = response.text();
    if (isMarkup(start)) {
      start =
          start.replaceAll("(?is)<(script|style|head)\\b.*?</\\1>", " ").replaceAll("<[^>]*>", " ");
    }
    return shown(start);
  }

  /**
   * Text of the other side's as it may stand in a message.
   *
   * @param text its words
   * @return one line of them, shortened, without the token
   */
  public String shown(String text) {
    String safe = token == null ? text : text.replace(token, "***");
    String line = safe.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
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
