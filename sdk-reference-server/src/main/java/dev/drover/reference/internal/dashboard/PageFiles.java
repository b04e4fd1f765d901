package dev.drover.reference.internal.dashboard;

import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dashboard's page, style sheet and scripts, as they stand in this jar. They hold no secret:
 * what they show they ask for with the token.
 */
public final class PageFiles {

  private static final String INDEX = "index.html";
  private static final String FOLDER = "page/";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Nothing from elsewhere, nothing inline; pictures also as a VM sends them. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  /** A file as it is answered to those who have it not, and to those who have it. */
  private record Stored(String tag, HttpAnswer whole, HttpAnswer unchanged) {}

  private final Map<String, Stored> files = new ConcurrentHashMap<>();

  /** {@code /}. */
  public CompletableFuture<HttpAnswer> index(WebRequest request) {
    return answer(INDEX, request).now();
  }

  /** {@code /drover/page/{name}}. */
  public CompletableFuture<HttpAnswer> file(WebRequest request) {
    return answer(request.parameter("name"), request).now();
  }

  private HttpAnswer answer(String name, WebRequest request) {
    return find(name)
        .map(file -> answer(file, request))
        .orElseGet(() -> HttpAnswer.error(404, "NOT_FOUND", "the dashboard has no such file"));
  }

  private Optional<Stored> find(String name) {
    // Only names of files that exist become keys.
    return Optional.ofNullable(files.get(name))
        .or(
            () -> {
              Optional<Stored> read = read(name);
              read.ifPresent(file -> files.put(name, file));
              return read;
            });
  }

  /** Whoever has it asks each time whether it is still the same: servers of all ages come by. */
  private static HttpAnswer answer(Stored file, WebRequest request) {
    boolean known = request.header("if-none-match").filter(file.tag()::equals).isPresent();
    return known ? file.unchanged() : file.whole();
  }

  private static Optional<Stored> read(String name) {
    String contentType = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (contentType == null || !name.matches("[a-z]+\\.[a-z]+")) {
      return Optional.empty();
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(stored(in.readAllBytes(), contentType));
    } catch (IOException e) {
      throw new UncheckedIOException("the dashboard's " + name + " cannot be read", e);
    }
  }

  private static Stored stored(byte[] content, String contentType) {
    String tag = tag(content);
    return new Stored(
        tag, file(200, contentType, content, tag), file(304, contentType, new byte[0], tag));
  }

  private static HttpAnswer file(int status, String contentType, byte[] content, String tag) {
    return HttpAnswer.of(status, contentType, content)
        .with("etag", tag)
        .with("cache-control", "no-cache")
        .with("content-security-policy", POLICY)
        .with("referrer-policy", "no-referrer");
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
