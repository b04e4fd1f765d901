package dev.drover.internal.transport;

/** Which close codes may stand in a frame (RFC 6455, section 7.4, and its registry). */
final class CloseCodes {

  private CloseCodes() {}

  static boolean maySend(int code) {
    boolean standard = code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
    boolean free = code >= 3000 && code <= 4999;
    return standard || free;
  }
}
