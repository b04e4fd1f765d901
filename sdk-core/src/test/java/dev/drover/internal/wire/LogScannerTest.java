package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.internal.wire.ExecutionMessage.LogEntry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log entries read by hand are the same as parsed ones; all else is left to the parser. */
class LogScannerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'log_entry'}",
        "{'type':'log_entry','execution_id':'e','device_id':'d','level':'INFO','message':'größer 🐑','module_id':'m','timestamp':'t'}",
        " { 'message' : 'a: {[,' , 'extra' : 'x' , 'level':'', 'type' : 'log_entry' } "
      })
  void anEntryIsRead(String json) throws Exception {
    assertThat(new LogScanner().scan(bytes(json)))
        .isNotNull()
        .isEqualTo(WireCodec.EXECUTION.decode(bytes(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{'message':'log_entry'}",
        "{'type':'log','message':'m'}",
        "{'type':'log_entry','message':'a\\nb'}",
        "{'type':'log_entry','message':7}",
        "{'type':'log_entry','message':null}",
        "{'type':'log_entry','more':{}}",
        "{'type':'log_entry','message':'m'",
        "{'type':'log_entry','message':'m'}}"
      })
  void whatIsNoneOrUnusualIsLeftToTheParser(String json) {
    assertThat(new LogScanner().scan(bytes(json))).isNull();
  }

  /** What one entry says must not be left over in the next, whichever of them comes first. */
  @Test
  void whateverCameBeforeMakesNoDifference() throws Exception {
    String usual =
        "{'type':'log_entry','device_id':'a','level':'INFO','message':'m','timestamp':'1'}";
    List<String> entries =
        List.of(
            usual,
            usual.replace("'a'", "'ab'"),
            usual.replace("'m'", "''"),
            usual.replace("'m'", "'größer 🐑'"),
            usual.replace("}", " } "),
            usual.replace("INFO", "ERROR"),
            usual.replace("'level'", "'other'"),
            usual.replace("'level'", "'device_id'"),
            usual.replace("'timestamp'", "'message'"),
            usual.replace("'timestamp'", "'type'").replace("'1'", "'log_entry'"),
            "{'type':'log_entry'}",
            "{'timestamp':'1','message':'n','type':'log_entry','device_id':''}");

    for (String first : entries) {
      for (String second : entries) {
        LogScanner scanner = new LogScanner();
        scanner.scan(bytes(first));

        assertThat(read(scanner, second))
            .as("%s after %s", second, first)
            .isEqualTo(WireCodec.EXECUTION.decode(bytes(second)));
        assertThat(scanner.scanAlike(bytes(second))).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'type':'log_entry','level':'INFO','message':'m','extra':'x'",
        "{'type':'log_entry','level':'INFO','message':'m','extra':'x'}}",
        "{'type':'log_entry','level':'INFO','message':'m','extra':'x',}",
        "{'type':'log_entry','level':'INFO','message':'m\\n','extra':'x'}",
        "{'type':'log_entry','level':'INFO','message':7,'extra':'x'}",
        "{'type':'log_entry','level':'INFO','message':'m','extra':'",
        "{'type':'log_entry','level':'INFO','message':'m",
        "{'type':'log_entrx','level':'INFO','message':'m','extra':'x'}"
      })
  void whatOnlyBeginsLikeTheEntryBeforeIsNotAlike(String json) {
    LogScanner scanner = new LogScanner();
    String before = "{'type':'log_entry','level':'INFO','message':'m','extra':'x'}";

    assertThat(scanner.scanAlike(bytes(json))).isNull();
    assertThat(scanner.scan(bytes(before))).isNotNull();
    assertThat(scanner.scanAlike(bytes(json))).isNull();
    assertThat(scanner.scan(bytes(json))).isNull();
    assertThat(scanner.scanAlike(bytes(before))).isNotNull();
  }

  @Test
  void repeatedTextsAreOneString() {
    LogScanner scanner = new LogScanner();
    byte[] json = bytes("{'type':'log_entry','device_id':'d','message':'m'}");

    LogEntry first = Objects.requireNonNull(scanner.scan(json));
    LogEntry second = Objects.requireNonNull(scanner.scan(json));
    LogEntry third = Objects.requireNonNull(scanner.scanAlike(json));

    assertThat(second.deviceId()).isSameAs(first.deviceId()).isSameAs(third.deviceId());
  }

  private static @Nullable LogEntry read(LogScanner scanner, String json) {
    LogEntry alike = scanner.scanAlike(bytes(json));
    return alike == null ? scanner.scan(bytes(json)) : alike;
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
