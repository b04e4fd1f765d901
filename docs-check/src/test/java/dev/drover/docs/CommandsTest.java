package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.DroverGrammar;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands in the documents are ones that exist. */
class CommandsTest {

  private static final Pattern WITHIN_TEXT = Pattern.compile("(mvn|java -jar cli/target/\\S+) .+");

  static Stream<Fence> shell() {
    return Fence.everywhere("sh");
  }

  @ParameterizedTest
  @MethodSource("shell")
  void commandsInBlocksExist(Fence fence) {
    assertThat(ShellLine.of(fence.code()))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(Commands.complaint(line)).as(fence.place() + " " + line).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("dev.drover.docs.Document#all")
  void commandsInSentencesExist(Document document) {
    assertThat(document.nodes(Code.class))
        .filteredOn(code -> WITHIN_TEXT.matcher(code.getLiteral()).matches())
        .allSatisfy(
            code ->
                assertThat(ShellLine.of(code.getLiteral()).map(Commands::complaint))
                    .as(document.place(code) + " " + code.getLiteral())
                    .allSatisfy(complaint -> assertThat(complaint).isEmpty()));
  }

  /** After its name, a command may stand without its arguments: "drover watch prints". */
  @ParameterizedTest
  @MethodSource("dev.drover.docs.Document#all")
  void namesOfCommandsExist(Document document) {
    assertThat(document.nodes(Code.class).map(Code::getLiteral))
        .filteredOn(code -> code.matches("drover [a-z-]+"))
        .allSatisfy(code -> assertThat(code.substring(7)).isIn(DroverGrammar.commands().toArray()));
  }

  @ParameterizedTest
  @CsvSource({
    "java -jar cli/target/drover.jar servr, servr",
    "java -jar cli/target/drover.jar server --prot 1, --prot",
    "java -jar cli/target/drover.jar status, vm",
    "java -jar cli/target/gone.jar server, gone.jar",
    "java -cp cli/target/drover.jar examples/Gone.java, Gone.java",
    "mvn -Pgone verify, gone",
    "mvn verify -Pinterop -pl sdk-core;sdk-gone, sdk-gone",
    "examples/gone, gone",
    "cat a | frobnicate, frobnicate",
    "cat $(frobnicate a), frobnicate"
  })
  void commandsThatDoNotExistAreFound(String command, String complaint) {
    assertThat(
            ShellLine.of(command.replace(';', ','))
                .flatMap(line -> Commands.complaint(line).stream()))
        .singleElement()
        .asString()
        .containsIgnoringCase(complaint);
  }

  @Test
  void linesAreReadAsAShellWould() {
    String code =
        "mvn -q verify   # a's comment\n\n$ curl -d '{\"a\": \"b c\"}' \\\n  host && git log\n";

    assertThat(ShellLine.of(code).map(ShellLine::words))
        .containsExactly(
            List.of("mvn", "-q", "verify"),
            List.of("curl", "-d", "{\"a\": \"b c\"}", "host"),
            List.of("git", "log"));
  }
}
