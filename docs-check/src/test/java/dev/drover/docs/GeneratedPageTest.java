package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of failed tests that the documents show open without network, and tell of no machine. */
class GeneratedPageTest {

  private static final String POLICY =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;\">";

  @ParameterizedTest
  @MethodSource("dev.drover.docs.GeneratedPage#all")
  void isWholeByItself(GeneratedPage page) {
    assertThat(page.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<img src=\"shot.png\">                       | not whole without 'shot.png'",
        "<img src=\"https://example.org/shot.png\">   | not whole without 'https:",
        "<link rel=stylesheet href=\"report.css\">    | not whole without 'report.css'",
        "<style>body { background: url(sky.png) }     | not whole without 'sky.png'",
        "<script>alert(1)</script>                    | a script",
        "<a href=\"#gone\">                           | '#gone' leads nowhere",
        "<a href=\"gone/index.html\">                 | 'gone/index.html' leads nowhere",
        "<a href=\"https://example.org/\">            | leads nowhere",
        "<td>/home/sam/shop</td>                      | names a machine: /home/sam",
        "<td>C:\\Users\\sam</td>                      | names a machine: C:"
      })
  void whatIsNotIsFound(String html, String complaint) {
    GeneratedPage page = page(POLICY + html);

    assertThat(page.complaints()).singleElement().asString().contains(complaint);
  }

  @Test
  void whatNeedsNothingIsFine() {
    String html =
        "<h2 id=\"time\"><a class=\"x\" href=\"#time\"><img alt=\"\" src=\"data:image/png;base64,/tmp=\">"
            + "<pre>cat a > /dev/stderr; ls ./tmp/x</pre>";

    assertThat(page(POLICY + html).complaints()).isEmpty();
    assertThat(page(html).complaints()).singleElement().asString().contains("no policy");
  }

  @Test
  void thereIsOne() {
    assertThat(List.copyOf(GeneratedPage.all())).isNotEmpty();
  }

  private static GeneratedPage page(String html) {
    return new GeneratedPage(Document.HOME.resolve("docs/page.html"), html);
  }
}
