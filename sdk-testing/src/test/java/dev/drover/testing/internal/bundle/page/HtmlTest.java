package dev.drover.testing.internal.bundle.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.internal.bundle.model.Secrets;
import org.junit.jupiter.api.Test;

class HtmlTest {

  private final Secrets secrets = new Secrets();

  @Test
  void whatComesFromOutsideIsTextWhereverItStands() {
    String hostile = "</p><script>alert('x')</script>\"onload=\"y\" & ]]>";

    String html = html().element("p", hostile, "title", hostile).toString();

    assertThat(html)
        .doesNotContain("<script", "\"onload", "'x'")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "&amp; ]]&gt;");
  }

  @Test
  void charactersThatAreNoTextAreReplaced() {
    String odd = "a\u0000b\u001B[31mc\uD800d\u202Eevil\uFFFFe\r\nf";

    assertThat(html().text(odd).toString())
        .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDevil\uFFFDe\nf");
  }

  @Test
  void sizeIsThatOfTheFile() {
    Html html = html().element("p", "a é € 😀");

    assertThat(html.size()).isEqualTo(html.toString().getBytes(UTF_8).length);
  }

  @Test
  void secretsAreMaskedInTextAndAttributes() {
    secrets.add("open-sesame");

    String html = html().element("a", "say open-sesame", "href", "?x=open-sesame").toString();

    assertThat(html).doesNotContain("sesame").contains("say •••");
  }

  private Html html() {
    return new Html(secrets);
  }
}
