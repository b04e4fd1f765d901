package dev.drover.internal.wire;

/** Every message of the document and of its extension. */
class ExecutionMessageTest extends GoldenFrameContract<ExecutionMessage> {

  ExecutionMessageTest() {
    super(GoldenFrames.EXECUTION, WireCodec.EXECUTION, ExecutionMessage.class);
  }
}
