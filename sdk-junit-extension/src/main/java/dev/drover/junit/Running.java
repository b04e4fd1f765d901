package dev.drover.junit;

import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.fixture.DroverFixture;
import dev.drover.testing.fixture.Ending;
import dev.drover.testing.fixture.ParameterRequest;
import dev.drover.testing.fixture.TestInvocation;
import dev.drover.testing.fixture.TestMethod;
import dev.drover.testing.fixture.TestPlace;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * A test, or a class with its set-up and tear-down, that is under way. JUnit closes it with its
 * context, which is the end of those whose parameters could not be had: for them no other callback
 * comes.
 */
final class Running implements AutoCloseable {

  private static final Namespace NAMESPACE = Namespace.create(DroverExtension.class);

  private final ExtensionContext context;
  private final AtomicReference<TestInvocation> invocation;

  /** Whether anything but the test method has a VM, which a second attempt would not prepare. */
  private volatile boolean sharedWithSetUp;

  /** No second attempt begins any more. */
  private boolean ended;

  private Running(ExtensionContext context, TestInvocation invocation) {
    this.context = context;
    this.invocation = new AtomicReference<>(invocation);
  }

  /** That of the test, also for its dynamic tests; or of the class if the context is of none. */
  static Running of(ExtensionContext context) {
    Running known = context.getStore(NAMESPACE).get(Running.class, Running.class);
    if (known != null) {
      return known;
    }
    return context.getTestMethod().isPresent() ? ofTest(context) : ofClass(context);
  }

  static Running ofTest(ExtensionContext context) {
    return stored(
        context, Running.class, Running.class, () -> new Running(context, begin(context)));
  }

  static Running ofClass(ExtensionContext context) {
    return stored(
        context,
        classKey(context),
        Running.class,
        () -> {
          endSharingWith(context);
          return new Running(context, fixture(context).beginClass(place(context)));
        });
  }

  static DroverFixture fixture(ExtensionContext context) {
    return stored(context.getRoot(), DroverFixture.class, DroverFixture.class, DroverFixture::open);
  }

  static TestPlace place(ExtensionContext context) {
    List<AnnotatedElement> around = new ArrayList<>();
    for (@Nullable ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      at.getElement().filter(element -> !around.contains(element)).ifPresent(around::add);
    }
    return new TestPlace(
        around,
        context.getTestClass().map(Class::getName).orElse("the run"),
        SharingClass.of(context).getUniqueId(),
        name -> context.getConfigurationParameter(name).orElse(null));
  }

  TestInvocation invocation() {
    return Objects.requireNonNull(invocation.get());
  }

  void handedTo(Executable executable) {
    boolean toTest = context.getTestMethod().filter(executable::equals).isPresent();
    sharedWithSetUp |= !toTest;
  }

  void capture(String phase, Throwable failure) {
    if (!(failure instanceof TestAbortedException)) {
      boolean beforeItRan = failure instanceof ParameterResolutionException;
      invocation().failed(beforeItRan ? "parameters of " + phase : phase, failure);
    }
  }

  /** Keeps what explains a failure, and gives what shall be reported. */
  Throwable seen(String phase, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return failure;
    }
    Optional<InfrastructureFailure> notJudged = invocation().infrastructureFailure(failure);
    Throwable reported = notJudged.<Throwable>map(e -> e).orElse(failure);
    capture(phase, reported);
    return notJudged.isPresent()
            && invocation().onInfrastructureFailure() == OnInfrastructureFailure.ABORT
        ? new TestAbortedException(reported.getMessage(), reported)
        : reported;
  }

  /** Runs the test method once more, with VMs asked for anew, if that can help and is wanted. */
  void retry(Throwable failure, ReflectiveInvocationContext<Method> called) throws Throwable {
    TestInvocation first = invocation();
    if (first.onInfrastructureFailure() != OnInfrastructureFailure.RETRY
        || wasPrepared()
        || first.infrastructureFailure(failure).isEmpty()) {
      throw failure;
    }
    Published.by(context, first.finish(Ending.RETRIED, failure));
    TestInvocation second = again(failure);
    Method test = called.getExecutable();
    Object[] arguments = called.getArguments().toArray();
    List<ParameterRequest> requests = ParameterRequest.of(test);
    second.need(requests);
    requests.forEach(request -> arguments[request.index()] = second.value(request));
    test.setAccessible(true);
    try {
      test.invoke(called.getTarget().orElse(null), arguments);
    } catch (InvocationTargetException e) {
      Throwable again = e.getTargetException();
      if (again != failure) {
        again.addSuppressed(failure);
      }
      throw again;
    }
  }

  /** A timeout may have ended the test on another thread meanwhile; nobody would end another. */
  private synchronized TestInvocation again(Throwable failure) throws Throwable {
    if (ended) {
      throw failure;
    }
    TestInvocation second = begin(context);
    invocation.set(second);
    return second;
  }

  /** Whether the test's VM was given to set-up, be it that of its class. */
  private boolean wasPrepared() {
    for (@Nullable ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      Store store = at.getStore(NAMESPACE);
      Running around = store.get(classKey(at), Running.class);
      if (sharedWithSetUp || (around != null && around.sharedWithSetUp)) {
        return true;
      }
    }
    return false;
  }

  private static String classKey(ExtensionContext context) {
    return "class of " + context.getUniqueId();
  }

  void finish(@Nullable Throwable failure) {
    synchronized (this) {
      ended = true;
    }
    if (failure instanceof ParameterResolutionException) {
      // Of all parameters only a constructor's come without a callback.
      capture("constructor", failure);
    }
    if (failure instanceof TestAbortedException) {
      Published.by(context, invocation().finish(Ending.ABORTED, failure));
    } else {
      Published.by(
          context, invocation().finish(failure == null ? Ending.PASSED : Ending.FAILED, failure));
    }
  }

  @Override
  public void close() {
    finish(context.getExecutionException().orElse(null));
  }

  private static TestInvocation begin(ExtensionContext context) {
    endSharingWith(context);
    TestMethod described =
        TestMethod.of(
            context.getRequiredTestClass(),
            context.getRequiredTestMethod(),
            context.getDisplayName());
    return fixture(context).begin(described, place(context));
  }

  /**
   * When the class has ended whose tests share VMs, nobody is left who shares them. Its end is that
   * of its context: it may be that one of its methods alone has this extension.
   */
  private static void endSharingWith(ExtensionContext context) {
    ExtensionContext sharing = SharingClass.of(context);
    String key = sharing.getUniqueId();
    DroverFixture fixture = fixture(context);
    stored(sharing, "sharing " + key, AutoCloseable.class, () -> () -> fixture.endClass(key));
  }

  /** The value in this very context, which JUnit closes with the context. */
  // JUnit 6 has a new name for this method, which JUnit 5 does not know.
  @SuppressWarnings("deprecation")
  private static <T extends AutoCloseable> T stored(
      ExtensionContext context, Object key, Class<T> type, Supplier<T> made) {
    Store store = context.getStore(NAMESPACE);
    return Objects.requireNonNull(store.getOrComputeIfAbsent(key, absent -> made.get(), type));
  }
}
