package dev.drover.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Skips tests for which the hub has no VM of this kind connected; the reason is reported. Where it
 * has one, the tests' VMs are of this kind. A hub without {@code drover.v1} does not tell kinds,
 * and has none. If the hub cannot be asked, the tests are not skipped but fail; {@link RequiresHub}
 * beside this skips them. Needs {@link DroverTest}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresVm {

  /** The VM's label {@code os}: {@code linux}, {@code windows} or {@code macos}. */
  String os();
}
