package dev.drover.testing.internal.bundle;

import dev.drover.hub.Vm;
import dev.drover.testing.internal.bundle.model.Picture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The VMs of a test, and what their screens showed when it failed. */
final class WatchedVms {

  private final Trouble trouble;
  private final TestFolder folder;
  private final Map<String, Vm> vms = new LinkedHashMap<>();
  private @Nullable List<Picture> screens;

  WatchedVms(TestFolder folder, Trouble trouble) {
    this.folder = folder;
    this.trouble = trouble;
  }

  synchronized void add(Vm vm) {
    vms.putIfAbsent(vm.id(), vm);
  }

  synchronized Set<String> ids() {
    return Set.copyOf(vms.keySet());
  }

  /**
   * Takes the screenshots, the first time that it is called; that may take as long as the limit.
   */
  void capture(Duration limit) {
    List<Vm> asked;
    synchronized (this) {
      if (screens != null) {
        return;
      }
      screens = List.of();
      asked = List.copyOf(vms.values());
    }
    List<Picture> taken =
        trouble.guard(
            "screenshots could not be taken", List.<Picture>of(), () -> Screens.take(asked, limit));
    List<Picture> kept = new PictureFiles(folder).save(taken);
    synchronized (this) {
      screens = kept;
    }
  }

  /** What was captured so far. */
  synchronized List<Picture> screens() {
    return screens == null ? List.of() : screens;
  }
}
