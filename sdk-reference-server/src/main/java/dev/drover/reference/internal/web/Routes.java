package dev.drover.reference.internal.web;

import dev.drover.reference.internal.peer.PeerHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is to be found under which path. Filled before the server starts. */
public final class Routes {

  private final Map<String, Supplier<HttpAnswer>> pages = new HashMap<>();
  private final Map<String, PeerHandler> sockets = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /** A page to be read; the supplier must not block. */
  public Routes page(String path, Supplier<HttpAnswer> page) {
    pages.put(path, page);
    return this;
  }

  /** A page to be read even without the token. */
  public Routes openPage(String path, Supplier<HttpAnswer> page) {
    open.add(path);
    return page(path, page);
  }

  /** A protocol spoken over WebSocket. */
  public Routes socket(String path, PeerHandler protocol) {
    sockets.put(path, protocol);
    return this;
  }

  @Nullable Supplier<HttpAnswer> page(String path) {
    return pages.get(path);
  }

  @Nullable PeerHandler socket(String path) {
    return sockets.get(path);
  }

  boolean needsNoToken(String path) {
    return open.contains(path);
  }
}
