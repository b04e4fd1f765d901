package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the documents compiles, and does not fail where it can be run. */
class JavaSnippetsTest {

  private final SnippetCompiler compiler = new SnippetCompiler();

  private final Path classes;
  private final Path folder;

  JavaSnippetsTest(@TempDir Path classes, @TempDir Path folder) {
    this.classes = classes;
    this.folder = folder;
  }

  static Stream<Fence> java() {
    return Fence.everywhere("java");
  }

  @ParameterizedTest
  @MethodSource("java")
  void snippetsCompileAndRun(Fence fence) throws Exception {
    Snippet snippet = Snippet.of(fence);

    assertThat(compiler.compile(snippet, classes)).isEmpty();

    // Their VMs' commands are lines for sh, and some want a terminal.
    if (fence.run() && OS.LINUX.isCurrentOs()) {
      SnippetProgram.Result result = new SnippetProgram(snippet, classes).run(folder);
      assertThat(result.exitCode()).as(fence.place() + " printed " + result.output()).isZero();
    }
  }

  @Test
  void mistakesAreFoundWhereTheyAre() {
    String markdown =
        """
        # A

        <!-- snippet
        import java.util.function.Supplier;
        Supplier<String> id = () -> "vm-1";
        -->
        ```java
        import java.net.URI;

        URI hub = URI.create(id.get());
        hub.gone();
        ```
        """;

    assertThat(complaints(markdown)).singleElement().asString().startsWith("a.md:11: cannot find");
  }

  @Test
  void whatFailsWhenItIsRunIsFound() throws Exception {
    Snippet statements = snippet("```java\nassertThat(embedded.port()).isZero();\n```");
    Snippet suite =
        snippet("```java\nclass A { @Test void b() { throw new Error(\"no\"); } }\n```");

    assertThat(run(statements).exitCode()).isEqualTo(1);
    assertThat(run(suite).exitCode()).isEqualTo(1);
    for (String body :
        List.of("throw new Error(\"no\");", "throw new org.testng.SkipException(\"\");")) {
      Snippet inTestNg =
          snippet(
              "```java\nimport org.testng.annotations.Test;\nclass A { @Test public void b() { %s } }\n```"
                  .formatted(body));
      assertThat(run(inTestNg).exitCode()).isEqualTo(1);
    }
  }

  private SnippetProgram.Result run(Snippet snippet) throws Exception {
    assertThat(compiler.compile(snippet, classes)).isEmpty();
    return new SnippetProgram(snippet, classes).run(folder);
  }

  private List<String> complaints(String markdown) {
    return compiler.compile(snippet(markdown), classes);
  }

  private static Snippet snippet(String markdown) {
    Document document = Document.of(Document.HOME.resolve("a.md"), markdown);
    return Snippet.of(Fence.in(document, "java").findFirst().orElseThrow());
  }
}
