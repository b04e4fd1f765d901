package dev.drover.hub;

/** Where a command's story goes, if somebody follows it. Called in order. */
interface CommandSink {

  /** A piece of output; may wait to hold back the reader. */
  void piece(CommandOutput piece);

  /** The end; runs the completion after all pieces have been heard. */
  void end(Runnable completion);
}
