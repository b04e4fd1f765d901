package dev.drover.reference.internal.runner;

import dev.drover.internal.socketio.SocketPacket.Event;
import java.util.List;

/**
 * What an agent says of itself. The document has the name and the system; what more jobs than one
 * and a new connection need is an extension that other agents leave out.
 *
 * @param name for people to read
 * @param maxJobs how many jobs it does at once
 * @param activeJobs what it is at work on from before
 */
record Registration(String name, int maxJobs, List<ActiveJob> activeJobs) {

  /**
   * A job that goes on.
   *
   * @param executionId its id
   * @param recording whether it is a recording; else an execution
   */
  record ActiveJob(String executionId, boolean recording) {}

  static Registration of(Event event) throws BadPayloadException {
    Payload payload = Payload.of(event).mayHaveObject("systemInfo");
    return new Registration(
        payload.text("name"), payload.positive("maxJobs", 1), payload.activeJobs());
  }
}
