package dev.drover.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests their VMs, on a class with its nested classes and subclasses or on one method:
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
 * <p>Test methods, {@code @BeforeEach} and {@code @AfterEach} methods may have parameters of the
 * types {@link dev.drover.hub.Vm}, {@link dev.drover.hub.Assignment} and {@link
 * dev.drover.hub.TestCase}. Within one invocation of a test the first {@code Vm} of each method is
 * the same VM, a second one is another VM. They are given back after the invocation, however it
 * ends. Any method and constructor may have a {@link dev.drover.hub.HubClient}, shared by all tests
 * of the run, or a {@link dev.drover.reference.ReferenceServer}, where no other hub is configured.
 *
 * <p>Where the hub's address comes from stands at {@link dev.drover.testing.DroverFixture}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(DroverExtension.class)
public @interface DroverTest {

  /**
   * The hub's address, such as {@code ws://hub.example:8765}, or {@code embedded} for a server
   * within the tests' JVM whatever is configured; empty for what is configured. Of several
   * annotations around a test the innermost one with an address or token counts.
   */
  String hub() default "";

  /** The token that the hub demands; empty for what is configured. */
  String token() default "";
}
