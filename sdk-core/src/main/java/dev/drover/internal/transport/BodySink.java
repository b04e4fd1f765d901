package dev.drover.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Where an answer's body goes. Called by one thread at a time. */
interface BodySink {

  /** Takes the next piece. */
  void write(byte[] piece) throws IOException;

  /** The body is whole; gives it back if it is in memory. */
  byte[] finish() throws IOException;

  /** The rest will not come. */
  void abandon();

  /** Keeps the body in memory. */
  static BodySink memory() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return new BodySink() {
      @Override
      public void write(byte[] piece) {
        body.writeBytes(piece);
      }

      @Override
      public byte[] finish() {
        return body.toByteArray();
      }

      @Override
      public void abandon() {
        body.reset();
      }
    };
  }
}
