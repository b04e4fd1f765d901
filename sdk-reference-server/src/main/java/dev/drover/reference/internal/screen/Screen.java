package dev.drover.reference.internal.screen;

import java.util.concurrent.CompletableFuture;

/** Something that can be looked at. */
@FunctionalInterface
public interface Screen {

  /**
   * Looks at it. Called on a thread that may block; the same picture object twice means that
   * nothing has changed.
   */
  CompletableFuture<Picture> grab();
}
