package dev.drover.internal.wire;

/** Every message of the two VM agent documents, and of field programs and the extension. */
class BackendMessageTest extends GoldenFrameContract<BackendMessage> {

  BackendMessageTest() {
    super(GoldenFrames.BACKEND, WireCodec.BACKEND, BackendMessage.class);
  }
}
