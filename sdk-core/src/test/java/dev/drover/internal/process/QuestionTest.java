package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name? ",
        "Password:",
        "Overwrite [y/N] ",
        "Continue (yes/no) ",
        ">>> ",
        "root@vm:/# ",
        "$ ",
        "ftp> ",
        "50% ",
        "Nom : ",
        "名前：",
        "继续？ "
      })
  void whatEndsLikeAPromptIsAsked(String line) {
    Question question = Question.in("before\r\n" + line);

    assertThat(question.text()).isEqualTo(line);
    assertThat(question.isAsked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "working...", "done.", "50 of 100", "name?\n", "name?\r\n", "   "})
  void whatDoesNotIsNot(String output) {
    assertThat(Question.in(output).isAsked()).isFalse();
  }

  @Test
  void anOpenLineIsTheTextWhateverItSays() {
    assertThat(Question.in("one\ntwo\npress a key").text()).isEqualTo("press a key");
  }

  @Test
  void ofLinesThatHaveEndedOnlyAQuestionCounts() {
    assertThat(Question.in("Enter your name:\n").text()).isEqualTo("Enter your name:");
    assertThat(Question.in("Enter your name:\r\n\r\n").text()).isEqualTo("Enter your name:");
    assertThat(Question.in("all done\n").text()).isEmpty();
  }

  @Test
  void coloursAndCursorMovesAreNoText() {
    String line = "\u001b]0;title\u0007\u001b[1;32muser@vm\u001b[0m:\u001b[34m~\u001b[0m$ \u001b[K";

    assertThat(Question.in("x\r\n" + line).text()).isEqualTo("user@vm:~$ ");
  }

  @Test
  void whatWasWrittenOverIsGone() {
    assertThat(Question.in("10%\r20%\rpassword: ").text()).isEqualTo("password: ");
  }
}
