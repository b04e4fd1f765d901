package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.observed.ForkedJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The behaviours on other JUnits than the one that everything is compiled against. */
@Tag("soak")
@Timeout(240)
class OtherJUnitsTest {

  @ParameterizedTest
  @CsvSource({"junit-5-newest, 5.14.", "junit-6, 6."})
  void behavesThereToo(String folder, String version) {
    try (ForkedJvm suite =
        ForkedJvm.start(
            classPath(Path.of("target", folder).toAbsolutePath()),
            LaunchedJUnit.class,
            Map.of("drover.leaseFolder", System.getProperty("drover.leaseFolder")),
            BehavioursTest.class.getName(),
            ParametersTest.class.getName(),
            VerdictsTest.class.getName(),
            SharedVmsTest.class.getName(),
            SharingEndsTest.class.getName(),
            WarmVmsTest.class.getName(),
            AskingForVmsTest.class.getName(),
            ExecutionParametersTest.class.getName(),
            AttachmentsTest.class.getName())) {
      String out = suite.output();

      assertThat(suite.exitCode()).as(out).isZero();
      assertThat(out).containsPattern("on JUnit " + version + "\\S+: [2-9]\\d succeeded, 0 failed");
    }
  }

  private static String classPath(Path jars) {
    assertThat(jars.toFile().list()).as("jars in " + jars).hasSizeGreaterThan(6);
    String others =
        Arrays.stream(ForkedJvm.classPath().split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*[/\\\\]junit-(jupiter|platform)-[^/\\\\]*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    return jars + File.separator + "*" + File.pathSeparator + others;
  }
}
