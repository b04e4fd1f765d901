package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.JournalEntry;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A hub with scripted VMs, of which its journal tells afterwards who had them, and until when. */
public final class ObservedHub implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TEST_CASE =
      Pattern.compile("\"test_case_id\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern VM = Pattern.compile("\"vm_id\"\\s*:\\s*\"([^\"]*)\"");

  private final ReferenceServer server =
      ReferenceServer.start(
          ServerOptions.defaults()
              .withVmProvider(VmProvider.none())
              .withVmGrace(Duration.ofMillis(100)));

  /** A hub with so many VMs, which say {@code done} to every command; {@code hang} never ends. */
  public static ObservedHub withVms(int number) {
    ObservedHub hub = new ObservedHub();
    for (int i = 1; i <= number; i++) {
      hub.server.vm("vm-" + i).onScreenshot(picture()).onCommand(line -> true).reply("done\n", 0);
      hub.server.vm("vm-" + i).onCommand("hang").silence();
    }
    return hub;
  }

  public ReferenceServer server() {
    return server;
  }

  public String uri() {
    return server.uri().toString();
  }

  /** What the journal says of each assignment, in the order in which they began. */
  public List<Use> uses() {
    Map<String, Use> open = new LinkedHashMap<>();
    List<Use> all = new ArrayList<>();
    for (JournalEntry entry : server.journal().entries()) {
      switch (entry.type()) {
        case "spin_up_response" -> {
          // A VM that is had is asked for again, to see whether it is still there.
          Use use = new Use(first(TEST_CASE, entry), first(VM, entry));
          Use before = open.get(use.testCaseId);
          if (before == null || !before.vmId.equals(use.vmId)) {
            open.put(use.testCaseId, use);
            all.add(use);
          }
        }
        case "screenshot_response" ->
            open.values().stream()
                .filter(use -> use.vmId.equals(first(VM, entry)) && use.releases == 0)
                .forEach(use -> use.pictures++);
        case "release" ->
            all.stream()
                .filter(use -> use.testCaseId.equals(first(TEST_CASE, entry)))
                .forEach(use -> use.released(entry.time()));
        default -> {}
      }
    }
    return all;
  }

  /** Checks that each of so many assignments was released exactly once. */
  public void assertReleasedOnce(int assignments) {
    assertReleasedOnce(assignments, Instant.MAX);
  }

  /**
   * Checks that each of so many assignments was released exactly once, and that not only because
   * the run ended.
   *
   * @param until when what they were for had ended: the test, or the class that shared them
   */
  public void assertReleasedOnce(int assignments, Instant until) {
    assertThat(uses())
        .as("assignments, each released once until %s", until)
        .hasSize(assignments)
        .allMatch(use -> use.releases == 1 && !use.released.isAfter(until));
    assertThat(server.vms()).noneMatch(vm -> vm.testCaseId().isPresent());
  }

  /** Checks that of so many assignments a picture was taken while they lasted. */
  public void assertCaptured(int assignments) {
    assertThat(uses().stream().filter(use -> use.pictures > 0))
        .as("captured before release, of %s", uses())
        .hasSize(assignments);
  }

  /** Waits until somebody has asked for a VM when there was none to give. */
  public void awaitRefusal() {
    server.journal().await(entry -> entry.text().contains("NO_VM_AVAILABLE"), PATIENCE);
  }

  @Override
  public void close() {
    server.close();
  }

  private static String first(Pattern pattern, JournalEntry entry) {
    Matcher matcher = pattern.matcher(entry.text());
    return matcher.find() ? matcher.group(1) : "";
  }

  static byte[] picture() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(64, 40, BufferedImage.TYPE_INT_RGB), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One assignment of a VM. */
  public static final class Use {
    private final String testCaseId;
    private final String vmId;
    private int releases;
    private int pictures;
    private Instant released = Instant.MIN;

    Use(String testCaseId, String vmId) {
      this.testCaseId = testCaseId;
      this.vmId = vmId;
    }

    public String testCaseId() {
      return testCaseId;
    }

    public String vmId() {
      return vmId;
    }

    /** How often its VM was given back by itself. */
    public int releases() {
      return releases;
    }

    private void released(Instant when) {
      releases++;
      released = when;
    }

    @Override
    public String toString() {
      return "%s on %s: %d pictures, released %d times, at last at %s"
          .formatted(testCaseId, vmId, pictures, releases, released);
    }
  }
}
