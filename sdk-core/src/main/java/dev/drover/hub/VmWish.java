package dev.drover.hub;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which VM is wanted ({@code drover.v1}). VMs say their labels when they register; an agent of
 * Drover's has the label {@code os} at least, which is {@code linux}, {@code windows} or {@code
 * macos}.
 *
 * @param vmId this one alone; empty means any
 * @param labels those that the VM must have, it may have others besides
 */
public record VmWish(Optional<String> vmId, Map<String, String> labels) {

  private static final VmWish ANY = new VmWish(Optional.empty(), Map.of());

  /** Checks the id and the labels, and copies these. */
  public VmWish {
    if (vmId.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException(
          "the id of the VM that is wished for is blank; listVms() shows the ids");
    }
    labels.forEach(VmWish::checkLabel);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Whichever VM is free. */
  public static VmWish any() {
    return ANY;
  }

  /**
   * One particular VM.
   *
   * @param vmId its id
   * @return the wish
   */
  public static VmWish ofVm(String vmId) {
    return new VmWish(Optional.of(vmId), Map.of());
  }

  /**
   * A VM with a label.
   *
   * @param name the label's name, such as {@code os}
   * @param value what it must be, such as {@code linux}
   * @return the wish
   */
  public static VmWish labelled(String name, String value) {
    return ANY.andLabel(name, value);
  }

  /**
   * One more label that the VM must have.
   *
   * @param name the label's name
   * @param value what it must be
   * @return the changed copy
   */
  public VmWish andLabel(String name, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(name, value);
    return new VmWish(vmId, more);
  }

  /** Whether any VM will do. */
  public boolean isAny() {
    return vmId.isEmpty() && labels.isEmpty();
  }

  private static void checkLabel(String name, String value) {
    if (name.isBlank() || value.isBlank()) {
      throw new IllegalArgumentException(
          "a label needs a name and a value that are not blank, but is '%s' = '%s'"
              .formatted(name, value));
    }
  }
}
