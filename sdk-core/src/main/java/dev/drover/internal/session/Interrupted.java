package dev.drover.internal.session;

import dev.drover.DroverException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for futures in methods that throw no checked exceptions. */
public final class Interrupted {

  private Interrupted() {}

  /**
   * Waits for a future that has a deadline of its own.
   *
   * @param future what is waited for; nobody else may hold it
   * @param what for messages
   * @param <T> the result
   * @return its result
   */
  public static <T> T await(Future<T> future, String what) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      throw during(what, e);
    } catch (ExecutionException e) {
      throw during(what, e);
    }
  }

  /**
   * The unchecked form of what {@link CompletableFuture#get()} throws. The exception is given the
   * stack of the thread that waited: where it was made says nothing to the reader.
   *
   * @param what was waited for
   * @param e what was thrown
   * @return to be thrown
   */
  public static RuntimeException during(String what, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new DroverException("interrupted while " + what, e);
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof DroverException known) {
      known.fillInStackTrace();
      return known;
    }
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new DroverException(what + " failed: " + cause, cause);
  }
}
