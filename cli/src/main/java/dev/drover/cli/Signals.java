package dev.drover.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and its relatives. The JDK's own answer to them, shutdown hooks, hears only the first one;
 * {@code sun.misc.Signal} hears all. It is reached by reflection, because javac warns of its name
 * and lets nobody silence that; every JDK has it in {@code jdk.unsupported}.
 */
final class Signals {

  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  /** Terminal closed, Ctrl-C, kill. */
  private static final List<String> ENDING = List.of("HUP", "INT", "TERM");

  private Signals() {}

  /**
   * Hears of signals that ask this program to end, which then no longer end it by themselves.
   *
   * @param handler gets the signal's number; called on a thread of the JVM's
   */
  static void onEnding(IntConsumer handler) {
    for (String name : ENDING) {
      try {
        install(name, handler);
      } catch (ReflectiveOperationException | RuntimeException e) {
        // Windows has no SIGHUP, and a JVM started with -Xrs has none: then it ends us as ever.
        log.debug("SIG{} is not handled", name, e);
      }
    }
  }

  private static void install(String name, IntConsumer handler)
      throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Method number = signalType.getMethod("getNumber");
    Object proxy =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handlerType},
            (self, method, args) -> {
              if (method.getName().equals("handle")) {
                handler.accept((Integer) number.invoke(args[0]));
                return null;
              }
              return method.invoke(handler, args);
            });
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
  }
}
