package dev.drover.reference.internal.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.drover.reference.internal.http.HttpAnswer;
import java.io.IOException;

/** The dashboard's resources speak JSON with names as the protocols write them. */
final class DashboardJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private DashboardJson() {}

  /** An answer that changes by the second. */
  static HttpAnswer answer(Object body) {
    try {
      return HttpAnswer.json(MAPPER.writeValueAsBytes(body)).with("cache-control", "no-store");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the dashboard's own records can be written", e);
    }
  }

  /**
   * Reads a body; an empty one counts as an empty object.
   *
   * @throws IllegalArgumentException if it is no object
   */
  static JsonNode object(byte[] body) {
    try {
      JsonNode tree = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException | StackOverflowError e) {
      throw new IllegalArgumentException("the body is no JSON", e);
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }
}
