package dev.drover.execution;

import dev.drover.internal.wire.HubMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution is watched.
 *
 * @param base the server's address, perhaps with a path that comes first and a query of its own
 * @param executionId the execution
 */
record ExecutionAddress(URI base, String executionId) {

  /** Checks the id. */
  ExecutionAddress {
    if (executionId.isBlank()) {
      throw new IllegalArgumentException(
          "an execution's id must not be blank; it is a UUID that the server gives out");
    }
  }

  /** Without any query: what may be shown. */
  URI safe() {
    return URI.create(origin() + path());
  }

  /**
   * The address of one connection. Holds secrets.
   *
   * @param token of this attempt, if there is one
   * @param extensions whether to offer {@code drover.v1}
   * @param resumeFrom the newest guaranteed message that is known; empty for "none yet, but I was
   *     here before"; null if there is nothing to resume
   */
  URI connection(@Nullable String token, boolean extensions, @Nullable String resumeFrom) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    if (base.getRawQuery() != null) {
      query.add(base.getRawQuery());
    }
    if (token != null) {
      query.add("token=" + encode(token.strip()));
    }
    if (extensions) {
      query.add("extensions=" + HubMessage.DROVER_V1);
      if (resumeFrom != null) {
        query.add("resume_from=" + encode(resumeFrom));
      }
    }
    return URI.create(origin() + path() + query);
  }

  private String origin() {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  private String path() {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path + "/ws/executions/" + encode(executionId);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the query, where secrets may be. */
  @Override
  public String toString() {
    return "ExecutionAddress[" + executionId + "]";
  }
}
