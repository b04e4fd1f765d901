package dev.drover.testing.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.internal.bundle.model.TestName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderNamesTest {

  @Test
  void namesCanBeRead() {
    TestName test = new TestName("com.example.SearchTest$Filters", "findsAURLInPDF", "[1] x");

    assertThat(FolderNames.ofTest(7, test)).isEqualTo("0007-search-test-filters-finds-aurl-in-pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "..",
        "a/../../b",
        "con",
        "NUL",
        "größe",
        "日本語",
        "a:b*c?d\"e<f>g|h\\i",
        "x. ",
        "𝒳😀",
        "---",
        "very long very long very long very long very long very long very long"
      })
  void namesAreLegalOnEverySystem(String hostile) {
    String name = FolderNames.ofTest(12, new TestName(hostile, hostile, hostile));

    assertThat(name).matches("0012-[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(45);
    assertThat(FolderNames.ofFile("screen", 1, hostile, "png"))
        .matches("screen-01[a-z0-9-]*\\.png");
    assertThat(FolderNames.ofRun(Instant.EPOCH, hostile)).matches("\\d{8}-\\d{6}(-[a-z0-9-]+)?");
  }
}
