package dev.drover.reference.internal.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path with names: {@code {id}} stands for one segment that is not empty, and {@code {rest...}},
 * at the end, for any number of them.
 */
final class PathPattern {

  private static final String REST = "...";

  private final String pattern;
  private final List<String> segments;
  private final @Nullable String rest;

  PathPattern(String pattern) {
    List<String> parts = split(pattern);
    String last = parts.get(parts.size() - 1);
    boolean open = isName(last) && nameOf(last).endsWith(REST);
    this.pattern = pattern;
    this.segments = open ? parts.subList(0, parts.size() - 1) : parts;
    this.rest = open ? nameOf(last).replace(REST, "") : null;
  }

  /**
   * Matches the segments of a path.
   *
   * @return the values of the names; null if the path is another
   */
  @Nullable Map<String, String> match(List<String> path) {
    if (rest == null ? path.size() != segments.size() : path.size() < segments.size()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (!isName(segment)) {
        if (!segment.equals(path.get(i))) {
          return null;
        }
      } else if (path.get(i).isEmpty()) {
        return null;
      } else {
        values.put(nameOf(segment), path.get(i));
      }
    }
    if (rest != null) {
      values.put(rest, String.join("/", path.subList(segments.size(), path.size())));
    }
    return values;
  }

  /** The segments of a path as it was sent, each decoded by itself: one may hold a slash. */
  static List<String> segments(String rawPath) {
    return split(rawPath).stream().map(segment -> new QueryStringDecoder(segment).path()).toList();
  }

  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int start = path.startsWith("/") ? 1 : 0;
    for (int end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    segments.add(path.substring(start));
    return segments;
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String nameOf(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  boolean isWritten(String text) {
    return pattern.equals(text);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
