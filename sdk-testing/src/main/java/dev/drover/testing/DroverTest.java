package dev.drover.testing;

import dev.drover.testing.junit.ActivatesJUnit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives tests their VMs, in JUnit and in TestNG, on a class with its nested classes and subclasses
 * or on one method:
 *
 * <pre>{@code
 * @DroverTest
 * class SearchTest {
 *   @Test
 *   @Steps({"navigate to the search tab", "type in computer science"})
 *   void finds(Vm vm) {
 *     assertThat(vm.sendCommand("echo found").output()).contains("found");
 *   }
 * }
 * }</pre>
 *
 * <p>It takes {@code drover-junit} or {@code drover-testng} on the class path. Parameters may be
 * {@link dev.drover.hub.Vm}, {@link dev.drover.hub.Assignment}, {@link dev.drover.hub.TestCase},
 * {@link dev.drover.hub.HubClient}, {@link dev.drover.execution.ExecutionClient}, {@link
 * dev.drover.execution.Preview}, {@link dev.drover.runner.RunnerClient} and {@link
 * dev.drover.reference.ReferenceServer}. The first parameters of these types speak of one VM, the
 * second ones of the next.
 *
 * <p>Whatever stands here can also be configured; names, places and their order stand at {@link
 * dev.drover.testing.fixture.DroverFixture}. Of several annotations around a test the innermost one
 * that says something counts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ActivatesJUnit
public @interface DroverTest {

  /**
   * The hub's address, such as {@code ws://hub.example:8765}, or {@code embedded} for a server
   * within the tests' JVM whatever is configured; empty for what is configured, and if nothing is,
   * the embedded server.
   */
  String hub() default "";

  /** The token that the hub demands; empty for what is configured. */
  String token() default "";

  /** How long a VM stays with whom; {@link Scope#METHOD} unless configured. */
  Scope scope() default Scope.CONFIGURED;

  /**
   * How many VMs the tests with this number use at most, all together. They are kept warm: a VM
   * goes from test to test and back to the hub at the end of the run. 0 for what is configured;
   * without a number every test takes its VM from the hub and gives it back.
   */
  int pool() default 0;

  /** The folder for what explains failures; empty for what is configured. */
  String artifacts() default "";

  /**
   * What becomes of a test whose VM or hub failed; {@link OnInfrastructureFailure#FAIL} at first.
   */
  OnInfrastructureFailure onInfrastructureFailure() default OnInfrastructureFailure.CONFIGURED;
}
