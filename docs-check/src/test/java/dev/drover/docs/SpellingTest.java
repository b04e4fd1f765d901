package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words are spelled as a dictionary, or words.txt, has them. */
class SpellingTest {

  private static final Spelling SPELLING = new Spelling(Spelling.ownWords());

  @ParameterizedTest
  @MethodSource("dev.drover.docs.Document#all")
  void wordsAreSpelledRight(Document document) {
    assertThat(SPELLING.complaints(document)).isEmpty();
  }

  @Test
  void aMistakeIsFoundAndSetRight() {
    Document document =
        Document.of(Document.HOME.resolve("a.md"), "# A\n\nThe machnie's `grbl` is *remoet*.");

    assertThat(SPELLING.complaints(document))
        .satisfiesExactly(
            first -> assertThat(first).contains("a.md:3", "machnie's"),
            second -> assertThat(second).contains("a.md:3", "remoet", "remote"));
  }

  @Test
  void theProjectsOwnWordsAreSorted() {
    List<String> words = Spelling.ownWords();

    assertThat(words).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER).doesNotHaveDuplicates();
  }

  @Test
  void theProjectsOwnWordsAreNobodyElses() {
    assertThat(Spelling.ownWords()).filteredOn(SPELLING::isInDictionary).isEmpty();
  }
}
