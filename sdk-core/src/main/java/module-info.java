/** Drover's clients and agents: hub connections, VM agents and the machinery below them. */
module dev.drover {
  requires transitive java.desktop;
  requires java.net.http;
  requires org.java_websocket;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static org.jspecify;
  requires static com.sun.jna;
  requires static pty4j;

  exports dev.drover;
  exports dev.drover.hub;
  exports dev.drover.agent;
  exports dev.drover.backend;
  exports dev.drover.execution;
  exports dev.drover.runner;
  exports dev.drover.internal.concurrent to
      dev.drover.reference.server;
  exports dev.drover.internal.console to
      dev.drover.testing;
  exports dev.drover.internal.wire to
      dev.drover.reference.server;
  exports dev.drover.internal.socketio to
      dev.drover.reference.server;

  opens dev.drover.internal.wire to
      com.fasterxml.jackson.databind;
}
