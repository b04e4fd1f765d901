package dev.drover.internal.transport;

/** How far an attempt to connect has come; what fails means something else in each. */
enum Stage {
  RESOLVING(CloseInfo.Kind.UNREACHABLE, "resolving the host name"),
  CONNECTING(CloseInfo.Kind.UNREACHABLE, "opening the TCP connection"),
  PROXY(CloseInfo.Kind.UNREACHABLE, "going through the proxy"),
  TLS(CloseInfo.Kind.TLS, "the TLS handshake"),
  UPGRADING(CloseInfo.Kind.LOST, "waiting for the answer to the WebSocket upgrade");

  private final CloseInfo.Kind failure;
  private final String words;

  Stage(CloseInfo.Kind failure, String words) {
    this.failure = failure;
    this.words = words;
  }

  CloseInfo.Kind failure() {
    return failure;
  }

  @Override
  public String toString() {
    return words;
  }
}
