package dev.drover.testing;

import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a test framework's adapter drives: one for a test run. It finds the hub, shares one
 * connection to it among all tests, and takes back every VM that a test was given.
 *
 * <p>The hub's address is, in this order: the annotation's value, the system property {@code
 * drover.hub}, the environment variable {@code DROVER_HUB}, {@code hub} in {@code
 * drover.properties} on the class path. If there is none, or it is {@code embedded}, a {@link
 * ReferenceServer} with real process VMs is started on first need. The token is found likewise
 * ({@code drover.token}, {@code DROVER_TOKEN}, {@code token}).
 *
 * <pre>{@code
 * DroverFixture fixture = DroverFixture.open();             // before the first test
 * TestVms vms = fixture.hub("", "").begin(test);            // before each test
 * Object value = vms.value(Vm.class, 0);                    // for each parameter
 * vms.end(failure);                                         // after each test
 * fixture.close();                                          // after the last test
 * }</pre>
 *
 * <p>Safe for any number of threads. If the JVM ends before {@link #close()}, a shutdown hook
 * closes it.
 */
public final class DroverFixture implements AutoCloseable {

  private static final Set<Class<?>> OF_A_HUB = Set.of(HubClient.class, ReferenceServer.class);
  private static final Set<Class<?>> OF_A_TEST = Set.of(Vm.class, Assignment.class, TestCase.class);

  private final Configuration configuration;
  private final Map<HubChoice, TestHub> hubs = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private final Thread shutdownHook = new Thread(this::closeHubs, "drover-fixture-shutdown");

  DroverFixture(Configuration configuration) {
    this.configuration = configuration;
  }

  /** A fixture that is configured by this JVM's properties, environment and class path. */
  public static DroverFixture open() {
    DroverFixture fixture = new DroverFixture(Configuration.ofThisJvm());
    Runtime.getRuntime().addShutdownHook(fixture.shutdownHook);
    return fixture;
  }

  /**
   * Whether tests can have a parameter of this type: {@link Vm}, {@link Assignment}, {@link
   * TestCase}, {@link HubClient}, {@link ReferenceServer}.
   *
   * @param type the parameter's type
   * @return whether it can be given
   */
  public static boolean supplies(Class<?> type) {
    return OF_A_HUB.contains(type) || OF_A_TEST.contains(type);
  }

  /**
   * Whether a value of this type belongs to one invocation of a test, rather than to the hub.
   *
   * @param type one that is supplied
   * @return whether only a test can have it
   */
  public static boolean belongsToTest(Class<?> type) {
    return OF_A_TEST.contains(type);
  }

  /**
   * The hub that some tests use; the same for the same choice.
   *
   * @param address what the tests' annotation says; blank if it says nothing
   * @param token what the tests' annotation says; blank if it says nothing
   * @return the hub, not connected yet
   * @throws IllegalStateException if the fixture is closed
   */
  public TestHub hub(String address, String token) {
    if (closed) {
      throw new IllegalStateException("the test run is over; its connections to hubs are closed");
    }
    return hubs.computeIfAbsent(HubChoice.of(address, token, configuration), TestHub::new);
  }

  /** Gives back every VM, then closes the connections, then the embedded server. Idempotent. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does this work, or is this very call.
      return;
    }
    closeHubs();
  }

  private void closeHubs() {
    closed = true;
    hubs.values().forEach(TestHub::close);
  }
}
