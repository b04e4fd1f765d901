package dev.drover.reference.internal.http;

/**
 * Under which hosts a page may be taken for this server's own. A name may be made to point here by
 * whoever owns it, and then a stranger's page is of the server's own origin (DNS rebinding). So a
 * name proves something only if the page has shown the server's token besides, or if it is the one
 * that whoever started the server gave it.
 *
 * @param listening the host that the server was told to listen at
 * @param isTokenDemanded whether the server has a token
 */
public record OwnHosts(String listening, boolean isTokenDemanded) {

  /**
   * Whether a host proves something.
   *
   * @param asked what stands in {@code Host}
   * @param isAuthorized whether the request has the token, if one is demanded
   */
  public boolean contains(Authority asked, boolean isAuthorized) {
    return asked.isLoopback()
        || asked.isNumber()
        || (isTokenDemanded && isAuthorized)
        || asked.host().equalsIgnoreCase(listening);
  }
}
