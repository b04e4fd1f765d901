package dev.drover.reference.internal.engine;

import dev.drover.DroverException;
import dev.drover.reference.ExecutionDevice;
import dev.drover.reference.ModuleContext;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a module's code sees of its attempt. */
final class AttemptContext implements ModuleContext {

  private static final long PICTURE_SECONDS = 10;

  private final Attempt attempt;

  AttemptContext(Attempt attempt) {
    this.attempt = attempt;
  }

  @Override
  public ExecutionDevice device() {
    return attempt.device();
  }

  @Override
  public String moduleId() {
    return attempt.module().id();
  }

  @Override
  public int attempt() {
    return attempt.number();
  }

  @Override
  public void log(String level, String message) {
    attempt.log(level, message);
  }

  @Override
  public String screenshot() {
    try {
      return attempt.keep(attempt.device().look().get(PICTURE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw new DroverException("no screenshot: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new DroverException(
          "no screenshot of '%s' within %d s".formatted(device().id(), PICTURE_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DroverException("interrupted while taking a screenshot", e);
    }
  }

  @Override
  public DroverException failure(String errorCode, String errorMessage) {
    return new StepFailure(errorCode, errorMessage);
  }

  /** One line: module, device, attempt. */
  @Override
  public String toString() {
    return "ModuleContext[%s on %s, attempt %d]".formatted(moduleId(), device().id(), attempt());
  }
}
