package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The behaviours on other JUnits than the one that everything is compiled against. */
@Timeout(120)
class OtherJUnitsTest {

  @ParameterizedTest
  @CsvSource({"junit-5-newest, 5.14.", "junit-6, 6."})
  void behavesThereToo(String folder, String version) throws Exception {
    Process suite = start(Path.of("target", folder).toAbsolutePath());

    String out = new String(suite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(suite.waitFor()).as(out).isZero();
    assertThat(out).containsPattern("on JUnit " + version + "\\S+: [2-9]\\d succeeded, 0 failed");
  }

  private static Process start(Path jars) throws IOException {
    assertThat(jars.toFile().list()).as("jars in " + jars).hasSizeGreaterThan(6);
    String others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*[/\\\\]junit-(jupiter|platform)-[^/\\\\]*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Ddrover.leaseFolder=" + System.getProperty("drover.leaseFolder"),
            "-cp",
            jars + File.separator + "*" + File.pathSeparator + others,
            OtherJUnit.class.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_"));
    return builder.redirectErrorStream(true).start();
  }
}
