package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link and picture leads somewhere. */
class LinksTest {

  @ParameterizedTest
  @MethodSource("dev.drover.docs.Document#all")
  void linksLeadSomewhere(Document document) {
    assertThat(new Links(document).complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "[gone](docs/gone.md), leads to no file",
    "[case](readme.md), leads to no file",
    "[out](../../elsewhere), leads to no file",
    "![gone](docs/images/gone.png), leads to no file",
    "<img src=\"docs/gone.png\">, leads to no file",
    "[heading](#gone), leads to no heading",
    "[heading](CONTRIBUTING.md#gone), leads to no heading",
    "[absolute](/README.md), relative",
    "[mine](file:///tmp/x), one machine",
    "[broken](<http://a b>), no address"
  })
  void whatLeadsNowhereIsFound(String markdown, String complaint) {
    Document document = Document.of(Document.HOME.resolve("README.md"), markdown);

    List<String> complaints = new Links(document).complaints().toList();

    assertThat(complaints).singleElement().asString().contains(complaint).contains("README.md:1");
  }

  @Test
  void headingsAreFoundByTheirNames() {
    String markdown = "# Of `code` & more\n## Twice\n## Twice\n[a](#of-code--more) [b](#twice-1)";

    assertThat(new Links(Document.of(Document.HOME.resolve("a.md"), markdown)).complaints())
        .isEmpty();
  }
}
