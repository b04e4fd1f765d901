package dev.drover.reference.internal.runner;

import dev.drover.internal.socketio.SocketPacket.Event;

/** What each event of the document must hold. */
final class PayloadRules {

  private PayloadRules() {}

  /**
   * Checks an event that concerns a job.
   *
   * @return the job's id
   * @throws BadPayloadException if something is missing or of another type
   */
  static String jobOf(Event event) throws BadPayloadException {
    Payload payload = Payload.of(event);
    String executionId = payload.executionId();
    switch (event.name()) {
      case EventNames.RECORDING_START -> {
        payload.text("testFlowId");
        payload.text("url");
        payload.mayHaveText("language").mayHaveObject("config");
      }
      case EventNames.EXECUTION_START -> {
        payload.text("code");
        payload.mayHaveText("target");
      }
      case EventNames.EXECUTION_LOG -> payload.withText("message").mayHaveText("level");
      case EventNames.EXECUTION_COMPLETE -> payload.mayHaveWholeNumber("exitCode");
      case EventNames.RECORDING_COMPLETE ->
          payload.withTruth("success").mayHaveText("code").mayHaveText("message");
      case EventNames.ERROR -> payload.withText("message");
      default -> {
        // The id is all.
      }
    }
    return executionId;
  }
}
