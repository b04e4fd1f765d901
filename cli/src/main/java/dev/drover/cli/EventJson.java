package dev.drover.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.drover.execution.ExecutionEvent;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An event as a line for programs: named as the document has it, durations in seconds. */
final class EventJson {

  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  /** Where the document's name is not the record's. */
  private static final Map<String, String> DOCUMENT =
      Map.of(
          "execution_error", "error",
          "percentage", "progress_percentage",
          "duration", "duration_seconds");

  private EventJson() {}

  static String line(ExecutionEvent event) {
    Json json = Json.object().with("event", name(event.getClass().getSimpleName()));
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      json.with(name(component.getName()), plain(value(event, component)));
    }
    return json.line();
  }

  private static String name(String java) {
    String name = NAMES.translate(java);
    return DOCUMENT.getOrDefault(name, name);
  }

  private static @Nullable Object value(ExecutionEvent event, RecordComponent component) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record without its accessor", e);
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(EventJson::plain).orElse(null);
    } else if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    } else if (value instanceof Duration duration) {
      return duration.toMillis() / 1e3;
    }
    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : value.toString();
  }
}
