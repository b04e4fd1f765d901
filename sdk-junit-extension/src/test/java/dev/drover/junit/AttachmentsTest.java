package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.Printed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Where people and CI servers find the page of a failed test. */
class AttachmentsTest {

  @TempDir Path folder = Path.of("");

  @Test
  void thePageIsPrintedAndPublished() {
    Published published = new Published();

    String printed = Printed.during(() -> LauncherFactory.create().execute(request(), published));

    Path page = Path.of(printed.replaceAll("(?s).*\\[\\[ATTACHMENT\\|([^\\]]*)]].*", "$1"));
    assertThat(page).isRegularFile().startsWith(folder.resolve("pages").toAbsolutePath());
    assertThat(published.folders).singleElement().satisfies(this::assertHasThePage);
  }

  private void assertHasThePage(Path copy) {
    assertThat(copy).isDirectory().startsWith(folder.resolve("reports"));
    assertThat(copy.resolve("index.html")).isRegularFile().content().contains("its own failure");
  }

  private LauncherDiscoveryRequest request() {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(Fails.class))
        .configurationParameter("drover.hub", "embedded")
        .configurationParameter("drover.artifacts", folder.resolve("pages").toString())
        .configurationParameter(
            "junit.platform.reporting.output.dir", folder.resolve("reports").toString())
        .build();
  }

  private static final class Published implements TestExecutionListener {
    private final List<Path> folders = new CopyOnWriteArrayList<>();

    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry file) {
      folders.add(file.getPath());
    }
  }

  @DroverTest
  static class Fails {
    @Test
    void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }
  }

  @Test
  void howToAttachToAKeptVmIsPrintedForThoseWithoutALog() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClass(Fails.class))
              .configurationParameter("drover.hub", hub.uri())
              .configurationParameter("drover.artifacts", folder.toString())
              .configurationParameter("drover.onFailure", "hold")
              .configurationParameter("drover.holdFor", "0")
              .build();

      String printed = Printed.during(() -> LauncherFactory.create().execute(request));

      assertThat(printed)
          .contains("drover shell --hub " + hub.uri() + " vm-1", "the run waits for 0 s");
    }
  }
}
