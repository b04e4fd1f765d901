package dev.drover.reference.internal.dashboard;

import dev.drover.reference.internal.http.Authority;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.HttpResource;
import dev.drover.reference.internal.http.OwnHosts;
import dev.drover.reference.internal.http.WebRequest;
import java.util.concurrent.CompletableFuture;

/**
 * Lets only this server's own pages, and programs that are no browsers, at a resource. A journal
 * tells everything and a fault breaks everything, so this is stricter than the server's check for
 * all: another page of this machine's is a stranger here too.
 */
final class OwnPages implements HttpResource {

  private final HttpResource resource;
  private final OwnHosts hosts;

  /**
   * Guards a resource.
   *
   * @param hosts under which its page may be opened
   */
  OwnPages(HttpResource resource, OwnHosts hosts) {
    this.resource = resource;
    this.hosts = hosts;
  }

  @Override
  public CompletableFuture<HttpAnswer> answer(WebRequest request) {
    return isFromHere(request)
        ? resource.answer(request)
        : HttpAnswer.error(
                403,
                "FORBIDDEN_ORIGIN",
                "only the dashboard's own page may ask this, opened by the server's address in"
                    + " numbers, with its token, or by the name it was told to listen at")
            .now();
  }

  private boolean isFromHere(WebRequest request) {
    Authority here = new Authority(request.header("host").orElse(""));
    String site = request.header("sec-fetch-site").orElse("same-origin");
    boolean sameSite = site.equals("same-origin") || site.equals("none");
    boolean sameOrigin =
        request.header("origin").stream()
            .allMatch(origin -> Authority.ofOrigin(origin).filter(here::equals).isPresent());
    return sameSite && sameOrigin && hosts.contains(here, request.isAuthorized());
  }
}
