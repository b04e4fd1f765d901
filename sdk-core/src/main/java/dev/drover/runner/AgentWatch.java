package dev.drover.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The agents' states, and which agent may be at work on what was started here. The document does
 * not say which agent got a job; but the one that became busy after the start, while no other did,
 * must have it, and if that one goes offline the job is lost.
 */
final class AgentWatch {

  /** More agents than any server has; what a confused one tells must not fill the memory. */
  private static final int MOST_AGENTS = 10_000;

  private final Map<String, AgentState> states = new LinkedHashMap<>();
  private final Map<String, Set<String>> suspects = new HashMap<>();

  synchronized Map<String, AgentState> states() {
    return Map.copyOf(states);
  }

  /** Something is about to be started. */
  synchronized void started(String job) {
    suspects.put(job, new HashSet<>());
  }

  /** It has ended. */
  synchronized void ended(String job) {
    suspects.remove(job);
  }

  /**
   * An agent changed its state.
   *
   * @return the jobs that are lost with it
   */
  synchronized List<String> heard(String agentId, AgentState state) {
    states.remove(agentId); // So that the newest stands last.
    if (states.size() >= MOST_AGENTS) {
      states.values().remove(AgentState.OFFLINE);
    }
    if (states.size() < MOST_AGENTS) {
      states.put(agentId, state);
    }
    List<String> lost = new ArrayList<>();
    suspects.forEach(
        (job, agents) -> {
          switch (state) {
            case BUSY -> agents.add(agentId);
            case OFFLINE -> {
              if (agents.remove(agentId) && agents.isEmpty()) {
                lost.add(job);
              }
            }
            // What it did was another job.
            case ONLINE -> agents.remove(agentId);
            default -> {}
          }
        });
    return lost;
  }
}
