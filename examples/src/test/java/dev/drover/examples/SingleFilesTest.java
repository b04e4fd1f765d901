package dev.drover.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The single files for JBang, run by the JDK itself with what their headers ask for. */
class SingleFilesTest {

  private static final Path FOLDER = Path.of("jbang");

  @TempDir private Path folder = Path.of("");

  @Test
  void theFirstVm() throws Exception {
    Path picture = folder.resolve("first.png");

    assertThat(run("FirstVm", "echo hello from a VM", picture.toString()))
        .isEqualTo("hello from a VM\n" + picture + "\n");
    assertThat(picture).isNotEmptyFile();
  }

  @Test
  void aCommandEverywhere() throws Exception {
    try (ReferenceServer server = ReferenceServer.start()) {
      server.startVm("vm-1");
      server.startVm("vm-2");

      assertThat(run("Everywhere", server.uri().toString(), "echo here").lines())
          .containsExactlyInAnyOrder("vm-1: here", "vm-2: here");
    }
  }

  @Test
  void theirHeadersNameThisVersion() throws Exception {
    String version =
        Pattern.compile("<version>([^<]+)")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readAllLines(file))
                      .startsWith("///usr/bin/env jbang \"$0\" \"$@\" ; exit $?")
                      .contains("//DEPS dev.drover:drover-reference-server:" + version));
    }
  }

  private static String run(String name, String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path")));
    line.add(FOLDER.resolve(name + ".java").toString());
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.replace("\r\n", "\n");
  }
}
