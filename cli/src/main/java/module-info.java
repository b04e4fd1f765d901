/** The program {@code drover}. */
module dev.drover.cli {
  requires ch.qos.logback.classic;
  requires com.fasterxml.jackson.databind;
  requires dev.drover;
  requires dev.drover.reference.server;
  requires info.picocli;
  requires org.jline.reader;
  requires org.jline.terminal;
  requires org.slf4j;
  requires static org.jspecify;

  opens dev.drover.cli to
      info.picocli;
}
