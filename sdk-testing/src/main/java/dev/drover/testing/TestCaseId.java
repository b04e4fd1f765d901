package dev.drover.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The id under which the hub knows a test, instead of one made of its class and method. The hub
 * tells VMs apart by it, so a second VM of the same test has {@code -2} behind it, and so has an
 * invocation that runs while another one of this JVM holds the id.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface TestCaseId {

  /** The id, not blank. */
  String value();
}
