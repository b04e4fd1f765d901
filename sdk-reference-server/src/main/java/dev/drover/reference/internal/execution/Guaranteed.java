package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import dev.drover.internal.wire.ExecutionMessage.StepCompleted;
import dev.drover.internal.wire.ExecutionMessage.StepFailed;
import dev.drover.internal.wire.WireCodec;

/** A message that must arrive: as the document has it, and with an id for those who acknowledge. */
final class Guaranteed {

  final String id;
  final long seq;
  final long millis;
  private final byte[] plain;
  private final byte[] tagged;

  Guaranteed(String id, long seq, long millis, ExecutionMessage message) {
    this.id = id;
    this.seq = seq;
    this.millis = millis;
    this.plain = WireCodec.EXECUTION.encode(message);
    this.tagged = WireCodec.EXECUTION.encode(tagged(message, id));
  }

  byte[] bytes(boolean extended) {
    return extended ? tagged : plain;
  }

  private static ExecutionMessage tagged(ExecutionMessage message, String id) {
    if (message instanceof StepCompleted m) {
      return new StepCompleted(
          m.executionId(),
          m.deviceId(),
          m.stepId(),
          m.moduleId(),
          m.status(),
          m.durationSeconds(),
          m.screenshotUrl(),
          m.timestamp(),
          id);
    }
    if (message instanceof StepFailed m) {
      return new StepFailed(
          m.executionId(),
          m.deviceId(),
          m.stepId(),
          m.moduleId(),
          m.errorCode(),
          m.errorMessage(),
          m.retryAttempt(),
          m.willRetry(),
          m.timestamp(),
          id);
    }
    if (message instanceof ErrorMessage m) {
      return new ErrorMessage(
          m.code(), m.message(), m.executionId(), m.deviceId(), m.timestamp(), id);
    }
    throw new IllegalArgumentException("not guaranteed: " + message.type());
  }
}
