package dev.drover.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.drover.execution.ExecutionEvent;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An event as a line for programs: named as the document has it, durations in seconds. */
final class EventJson {

  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private EventJson() {}

  static String line(ExecutionEvent event) {
    Json json = Json.object().with("event", NAMES.translate(event.getClass().getSimpleName()));
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      json.with(NAMES.translate(component.getName()), plain(value(event, component)));
    }
    return json.line();
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
