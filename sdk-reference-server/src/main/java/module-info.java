/**
 * The in-memory server of all protocols. This description serves the compiler only: the published
 * jar holds its libraries relocated, does without it, and is an automatic module of this name.
 */
module dev.drover.reference.server {
  requires transitive dev.drover;
  requires com.auth0.jwt;
  requires com.fasterxml.jackson.databind;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires java.desktop;
  requires org.apache.fontbox;
  requires org.apache.pdfbox;
  requires org.apache.pdfbox.io;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.drover.reference;
}
