package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Compares messages with those of the documents: the same fields, of the same types. */
final class GoldenShape {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenShape() {}

  /**
   * Asserts a message's shape.
   *
   * @param message what was heard
   * @param golden the name of a golden file, such as {@code drover.v1/attach}
   * @param more fields that it has besides, such as {@code metadata.seq}
   */
  static void assertLike(JsonNode message, String golden, String... more) {
    Map<String, String> expected = shape(read(golden));
    Map<String, String> actual = shape(message);
    for (String field : more) {
      assertThat(actual).as(message.toString()).containsKey(field);
      actual.remove(field);
    }

    assertThat(actual).as(message.toString()).isEqualTo(expected);
    assertThat(message.path("type")).isEqualTo(read(golden).path("type"));
  }

  static JsonNode read(String golden) {
    String file = "/wire/vm-agent/" + golden + ".json";
    try (InputStream in = GoldenShape.class.getResourceAsStream(file)) {
      return JSON.readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> shape(JsonNode node) {
    Map<String, String> shape = new TreeMap<>();
    collect("", node, shape);
    return shape;
  }

  private static void collect(String path, JsonNode node, Map<String, String> shape) {
    if (!node.isObject()) {
      shape.put(path, node.getNodeType().toString());
      return;
    }
    node.properties()
        .forEach(
            field -> {
              // The runtime is named by its language.
              String name = field.getKey().replaceAll("^\\w+_version$", "runtime_version");
              collect(path.isEmpty() ? name : path + "." + name, field.getValue(), shape);
            });
  }
}
