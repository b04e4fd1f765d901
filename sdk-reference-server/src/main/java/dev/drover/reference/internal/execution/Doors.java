package dev.drover.reference.internal.execution;

import java.util.HashMap;
import java.util.Map;

/** How many connections each client has. */
final class Doors {

  static final int MAX_CONNECTIONS = 10;

  private final Map<String, Integer> connections = new HashMap<>();

  /** Whether one more is allowed; if so, it counts. */
  boolean enter(String client) {
    int present = connections.getOrDefault(client, 0);
    if (present >= MAX_CONNECTIONS) {
      return false;
    }
    connections.put(client, present + 1);
    return true;
  }

  void leave(String client) {
    connections.computeIfPresent(client, (name, count) -> count > 1 ? count - 1 : null);
  }
}
