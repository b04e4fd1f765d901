package dev.drover.internal.transport;

/** What the engine tells its transport. All but {@link #encoded} come on the reading thread. */
interface EngineEvents {

  /** The upgrade was accepted. */
  void opened();

  /** A text message. */
  void text(byte[] utf8);

  /** A binary message. */
  void binary(byte[] bytes);

  /** A pong. */
  void pong();

  /** The other side's close frame; the engine answers it. */
  void goodbye(int code, String reason);

  /** The other side broke the protocol or a limit; nothing it sends can be understood any more. */
  void violated(int code, String what);

  /** A frame of the engine's own is to be sent. On any thread, perhaps under the engine's lock. */
  void encoded(byte[] frame);
}
