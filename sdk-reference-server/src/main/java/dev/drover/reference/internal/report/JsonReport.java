package dev.drover.reference.internal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.drover.DroverException;

/** A report as JSON, with names as in the messages. */
final class JsonReport {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writerFor(Report.class)
          .withDefaultPrettyPrinter();

  private JsonReport() {}

  static byte[] write(Report report) {
    try {
      return WRITER.writeValueAsBytes(report);
    } catch (JsonProcessingException e) {
      throw new DroverException("the report cannot be written as JSON: " + e, e);
    }
  }
}
