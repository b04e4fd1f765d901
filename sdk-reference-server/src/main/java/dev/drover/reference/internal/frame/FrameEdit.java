package dev.drover.reference.internal.frame;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.drover.reference.internal.frame.Frame.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets and removes top-level fields; everything else is copied as it stands. */
public final class FrameEdit {

  private final Frame frame;
  private final Map<String, String> set = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();

  FrameEdit(Frame frame) {
    this.frame = frame;
  }

  /** Gives a field a text, in its place if it is there, else at the end. */
  public FrameEdit set(String name, String value) {
    set.put(name, value);
    return this;
  }

  /** Sets a field, or removes it if there is no text. */
  public FrameEdit setOrRemove(String name, @Nullable String value) {
    return value == null ? remove(name) : set(name, value);
  }

  /** Takes a field out, if it is there. */
  public FrameEdit remove(String name) {
    removed.add(name);
    return this;
  }

  /** The changed message; the original one if nothing changes. */
  public byte[] bytes() {
    return changesNothing() ? frame.bytes() : changed();
  }

  private boolean changesNothing() {
    Map<String, String> missing = new LinkedHashMap<>(set);
    for (Field field : frame.fields()) {
      if (removed.contains(field.name())) {
        return false;
      }
      String value = set.get(field.name());
      // A name that stands there twice must go, so its second occurrence counts as a change.
      if (value != null
          && !(value.equals(present(field.name())) && missing.remove(field.name()) != null)) {
        return false;
      }
    }
    return missing.isEmpty();
  }

  private @Nullable String present(String name) {
    return switch (name) {
      case "vm_id" -> frame.vmId();
      case "request_id" -> frame.requestId();
      default -> null;
    };
  }

  private byte[] changed() {
    byte[] source = frame.bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 128);
    Map<String, String> missing = new LinkedHashMap<>(set);
    for (Field field : frame.fields()) {
      if (removed.contains(field.name())) {
        continue;
      }
      if (!set.containsKey(field.name())) {
        separate(out);
        out.write(source, field.start(), field.end() - field.start());
      } else if (missing.containsKey(field.name())) {
        write(out, field.name(), missing.remove(field.name()));
      }
    }
    missing.forEach((name, value) -> write(out, name, value));
    if (out.size() == 0) {
      out.write('{');
    }
    out.write('}');
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String name, @Nullable String value) {
    separate(out);
    String json = quoted(name) + ":" + quoted(value == null ? "" : value);
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void separate(ByteArrayOutputStream out) {
    out.write(out.size() == 0 ? '{' : ',');
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
