package dev.drover.testing.observed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What users read in the log. */
public final class HeardLog {

  private HeardLog() {}

  /** The messages of a logger, from information upwards, while something runs. */
  public static List<String> during(String name, Runnable action) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    Level before = logger.getLevel();
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(heard);
    try {
      action.run();
    } finally {
      logger.detachAppender(heard);
      logger.setLevel(before);
    }
    return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
