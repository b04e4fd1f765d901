package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.drover.ClientOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tokens are in no log, not even in the library's own at its finest, and in no message. */
class SecretsTest {

  private final List<Logger> loggers =
      List.of(
          (Logger) LoggerFactory.getLogger("org.java_websocket"),
          (Logger) LoggerFactory.getLogger("dev.drover"));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    for (Logger logger : loggers) {
      logger.addAppender(log);
      logger.setLevel(Level.TRACE);
      logger.setAdditive(false);
    }
  }

  @AfterEach
  void stop() {
    for (Logger logger : loggers) {
      logger.detachAppender(log);
      logger.setLevel(null);
      logger.setAdditive(true);
    }
  }

  @Test
  void areNeitherLoggedNorReported() throws Exception {
    RecordingListener listener = new RecordingListener();
    try (RawServer server = RawServer.start()) {
      ClientOptions options =
          ClientOptions.of("ws://user:s3cret@%s/?token=s3cret".formatted(server.hostAndPort()));
      Transport transport = new WebSocketTransports().connect(options, "s3cret", listener);
      RawPeer peer = server.accept().upgrade();
      listener.awaitOpen();
      peer.reset();

      assertThat(listener.awaitClosed().toString()).doesNotContain("s3cret");
      assertThat(transport.toString()).doesNotContain("s3cret");
      assertThat(logged()).isNotEmpty().noneMatch(line -> line.contains("s3cret"));
    }
  }

  private List<String> logged() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
