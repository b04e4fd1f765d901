package dev.drover.reference.internal.web;

import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.HttpResource;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.peer.PeerHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found under which path. Paths have names as {@code /api/vm/{id}/send} has; of
 * several that fit, the one added first counts. Filled before the server starts.
 */
public final class Routes {

  private static final String ANY = "*";

  private final List<Entry> entries = new ArrayList<>();

  /** A path, and what is there: an answer to one method, or a WebSocket. */
  private static final class Entry {
    private final PathPattern pattern;
    private final String method;
    private final @Nullable HttpResource resource;
    private final @Nullable Function<WebRequest, PeerHandler> socket;
    private Function<WebRequest, Optional<HttpAnswer>> refusal = request -> Optional.empty();
    private boolean unguarded;
    private boolean isPrivate;

    Entry(
        String pattern,
        String method,
        @Nullable HttpResource resource,
        @Nullable Function<WebRequest, PeerHandler> socket) {
      this.pattern = new PathPattern(pattern);
      this.method = method;
      this.resource = resource;
      this.socket = socket;
    }

    boolean isFor(String wanted) {
      return method.equals(wanted) || (method.equals(ANY) && !wanted.isEmpty());
    }
  }

  /** What a request is for. */
  record Match(Map<String, String> parameters, Set<String> allowed, @Nullable Entry entry) {

    boolean needsToken() {
      return entry == null || !entry.unguarded;
    }

    boolean isPrivate() {
      return entry != null && entry.isPrivate;
    }

    @Nullable HttpResource resource() {
      return entry == null ? null : entry.resource;
    }

    @Nullable Function<WebRequest, PeerHandler> socket() {
      return entry == null ? null : entry.socket;
    }

    /** Why there shall be no WebSocket, if there shall be none. */
    Optional<HttpAnswer> refusal(WebRequest request) {
      return entry == null ? Optional.empty() : entry.refusal.apply(request);
    }
  }

  /**
   * An answer to a method.
   *
   * @param method such as {@code POST}; who answers {@code GET} answers {@code HEAD} too
   * @param path with names or without
   * @param resource gives the answer; must not block
   */
  public Routes on(String method, String path, HttpResource resource) {
    entries.add(new Entry(path, method, resource, null));
    return this;
  }

  /** A page to be read; the supplier must not block. */
  public Routes page(String path, Supplier<HttpAnswer> page) {
    return on("GET", path, request -> page.get().now());
  }

  /** A page to be read even without the token. */
  public Routes openPage(String path, Supplier<HttpAnswer> page) {
    return page(path, page).unguarded(path);
  }

  /** A protocol spoken over WebSocket, the same for all connections. */
  public Routes socket(String path, PeerHandler protocol) {
    return socket(path, request -> protocol);
  }

  /**
   * A protocol spoken over WebSocket.
   *
   * @param protocol gives each connection its handler, told how it was asked for; must not block
   */
  public Routes socket(String path, Function<WebRequest, PeerHandler> protocol) {
    entries.add(new Entry(path, "", null, protocol));
    return this;
  }

  /**
   * As {@link #socket(String, Function)}, for a protocol that looks at who knocks.
   *
   * @param refusal the answer to those who get no WebSocket; must not block
   */
  public Routes socket(
      String path,
      Function<WebRequest, Optional<HttpAnswer>> refusal,
      Function<WebRequest, PeerHandler> protocol) {
    Entry entry = new Entry(path, "", null, protocol);
    entry.refusal = refusal;
    entries.add(entry);
    return this;
  }

  /** An answer to whatever method. */
  public Routes any(String path, HttpResource resource) {
    return on(ANY, path, resource);
  }

  /**
   * Answers pages of strangers nothing at all, not even what they could only ask.
   *
   * @param path exactly as it was added before
   */
  public Routes notForStrangers(String path) {
    entries.stream().filter(e -> e.pattern.isWritten(path)).forEach(e -> e.isPrivate = true);
    return this;
  }

  /**
   * Lets everybody in without the token; what is there looks at {@link WebRequest#isAuthorized}
   * itself if it cares.
   *
   * @param path exactly as it was added before
   */
  public Routes unguarded(String path) {
    entries.stream().filter(e -> e.pattern.isWritten(path)).forEach(e -> e.unguarded = true);
    return this;
  }

  /**
   * Finds what a request is for.
   *
   * @param method the request's; empty for a WebSocket
   */
  Match find(String method, String rawPath) {
    List<String> path = PathPattern.segments(rawPath);
    String wanted = method.equals("HEAD") ? "GET" : method;
    Set<String> allowed = new TreeSet<>();
    for (Entry entry : entries) {
      Map<String, String> parameters = entry.pattern.match(path);
      if (parameters != null && entry.isFor(wanted)) {
        return new Match(parameters, Set.of(entry.method), entry);
      } else if (parameters != null) {
        allowed.addAll(entry.method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(entry.method));
      }
    }
    return new Match(Map.of(), allowed, null);
  }
}
