package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that make the dashboard's page. */
class DashboardPageTest extends WithServer {

  private static final String TOKEN = "open sesame/1";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z]+\\.js)\"");

  @Override
  ServerOptions options() {
    return super.options().withToken(TOKEN);
  }

  private HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.httpUri().resolve(path));
    try {
      HttpRequest built = headers.length == 0 ? request.build() : request.headers(headers).build();
      return HTTP.send(built, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/drover/page/style.css, text/css; charset=utf-8",
    "/drover/page/app.js, text/javascript; charset=utf-8",
    "/drover/page/icon.svg, image/svg+xml"
  })
  void areForEverybodyAndSayWhatTheyAre(String path, String contentType) {
    HttpResponse<String> file = get(path);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("content-type")).contains(contentType);
    assertThat(file.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(file.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(file.body()).isNotBlank().doesNotContain(TOKEN);
  }

  @Test
  void allowNothingFromElsewhere() {
    String policy = get("/").headers().firstValue("content-security-policy").orElseThrow();

    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http");
  }

  @Test
  void areNotSentAgainToWhoeverHasThem() {
    HttpResponse<String> first = get("/drover/page/app.js");
    String tag = first.headers().firstValue("etag").orElseThrow();

    HttpResponse<String> again = get("/drover/page/app.js", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/drover/page/app.js", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void areAllThere() {
    List<String> modules =
        IMPORT
            .matcher(get("/drover/page/app.js").body())
            .results()
            .map(m -> m.group(1))
            .distinct()
            .toList();

    assertThat(modules).hasSizeGreaterThan(5);
    assertThat(modules)
        .allSatisfy(name -> assertThat(get("/drover/page/" + name).statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "PageFiles.class",
        "..%2FPageFiles.class",
        "%2e%2e%2fpage%2findex.html",
        "index",
        "%00.js"
      })
  void areNothingElse(String name) {
    assertThat(get("/drover/page/" + name).statusCode()).isEqualTo(404);
  }

  @Test
  void leaveTheHubGuarded() throws IOException {
    RawPeer raw = closing(RawPeer.tcp(server)).upgrade("");

    assertThat(raw.readHead()).startsWith("HTTP/1.1 401 ");
    for (String path : List.of("/drover/journal", "/drover/faults", "/drover/executions")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(get(path, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }
  }
}
