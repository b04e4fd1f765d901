package dev.drover.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps the VM of a failed test, so that somebody can look at it: the run goes on, prints how to
 * attach to the VM, and waits at its end. The system property {@code drover.onFailure=hold} does
 * the same for all tests.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Keep {

  /** Whether the VM is kept when the test fails; {@code false} excepts a test from the class's. */
  boolean onFailure() default true;
}
