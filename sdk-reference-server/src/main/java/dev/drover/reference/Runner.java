package dev.drover.reference;

import java.util.List;

/** The runner's side of a reference server, as tests look at it. */
public interface Runner {

  /**
   * An agent that has registered and is connected.
   *
   * @param agentId its token's {@code agentId}, else its socket's id
   * @param name what it calls itself
   * @param status as {@code agent:status} tells it: {@code online}, {@code busy}, or {@code
   *     offline} when nothing has been heard from it for 90 seconds
   */
  record Agent(String agentId, String name, String status) {}

  /**
   * A job that was given to an agent and has not ended.
   *
   * @param executionId its id
   * @param recording whether it is a recording; else an execution
   * @param agentId who does it
   */
  record Job(String executionId, boolean recording, String agentId) {}

  /** The agents, those first who registered first. */
  List<Agent> agents();

  /** The jobs under way, oldest first. */
  List<Job> jobs();
}
