package dev.drover.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Wishes for the VM of a parameter, which takes a hub that knows {@code drover.v1}. Parameters with
 * the same wishes are counted among themselves: the first of each type speak of one VM.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface VmSpec {

  /** The id that the VM must have at the hub; empty for any. */
  String id() default "";

  /** Labels that the VM must have, all of them, each as {@code name=value}. */
  String[] labels() default {};
}
