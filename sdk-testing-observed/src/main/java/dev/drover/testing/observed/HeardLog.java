package dev.drover.testing.observed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** What users read in the log. */
public final class HeardLog {

  private HeardLog() {}

  /** The messages of a logger, from information upwards, while something runs. */
  public static List<String> during(String name, Runnable action) {
    return during(name, message -> {}, action);
  }

  /**
   * The same.
   *
   * @param listener hears each message as it comes, on the thread that logs it
   */
  public static List<String> during(String name, Consumer<String> listener, Runnable action) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    Level before = logger.getLevel();
    List<String> heard = new CopyOnWriteArrayList<>();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            heard.add(event.getFormattedMessage());
            listener.accept(event.getFormattedMessage());
          }
        };
    appender.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
    try {
      action.run();
    } finally {
      logger.detachAppender(appender);
      logger.setLevel(before);
    }
    return heard;
  }
}
