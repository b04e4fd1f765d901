package dev.drover.reference.internal.dashboard;

import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.HttpResource;
import dev.drover.reference.internal.http.WebRequest;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets only this server's own pages, and programs that are no browsers, at a resource. A journal
 * tells everything and a fault breaks everything, so this is stricter than the server's check for
 * all: another page of this machine's is a stranger here too.
 */
final class OwnPages implements HttpResource {

  private final HttpResource resource;
  private final boolean isTokenDemanded;

  /**
   * Guards a resource.
   *
   * @param isTokenDemanded whether who comes here has shown a token
   */
  OwnPages(HttpResource resource, boolean isTokenDemanded) {
    this.resource = resource;
    this.isTokenDemanded = isTokenDemanded;
  }

  @Override
  public CompletableFuture<HttpAnswer> answer(WebRequest request) {
    return isFromHere(request)
        ? resource.answer(request)
        : HttpAnswer.error(
                403,
                "FORBIDDEN_ORIGIN",
                "only the dashboard's own page, opened by the server's address, may ask this")
            .now();
  }

  private boolean isFromHere(WebRequest request) {
    String here = request.header("host").orElse("").toLowerCase(Locale.ROOT);
    String site = request.header("sec-fetch-site").orElse("same-origin");
    boolean sameSite = site.equals("same-origin") || site.equals("none");
    boolean sameOrigin = request.header("origin").map(o -> here.equals(authority(o))).orElse(true);
    return sameSite && sameOrigin && (isTokenDemanded || isAddress(here));
  }

  private static @Nullable String authority(String origin) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority == null ? null : authority.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A name may be made to point here by whoever owns it, and a page under that name would be of the
   * same origin; it does not have the token, though.
   */
  private static boolean isAddress(String host) {
    return host.matches("(localhost|\\[[0-9a-f:.]+]|\\d+\\.\\d+\\.\\d+\\.\\d+)(:\\d+)?");
  }
}
