package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of code says what it is, so that it can be held to it. */
class FenceTest {

  /** Compiled, checked against the programs, parsed; and what a program or a peer says. */
  private static final Set<String> LANGUAGES =
      Set.of("java", "sh", "xml", "kotlin", "groovy", "json", "properties", "text");

  @ParameterizedTest
  @MethodSource("dev.drover.docs.Document#all")
  void languagesAreNamed(Document document) {
    assertThat(Fence.in(document))
        .allSatisfy(
            fence -> assertThat(fence.language()).as(fence.place()).isIn(LANGUAGES.toArray()));
  }

  @Test
  void aCommentBelongsToTheFenceBehindIt() {
    String markdown =
        "# A\n\n<!-- snippet: run\nint a = 1;\n-->\n```java\nint b = a;\n```\n\n```java\n```\n";

    assertThat(Fence.in(Document.of(Document.HOME.resolve("a.md"), markdown)))
        .containsExactly(
            new Fence("a.md:6", 6, "java", "int b = a;\n", true, "int a = 1;"),
            new Fence("a.md:10", 10, "java", "", false, ""));
  }
}
