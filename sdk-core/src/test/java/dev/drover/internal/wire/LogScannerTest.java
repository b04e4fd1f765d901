package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.internal.wire.ExecutionMessage.LogEntry;
import java.util.List;
import java.util.Objects;
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

  /** What one entry says must not be left over in the next. */
  @Test
  void whateverCameBeforeMakesNoDifference() throws Exception {
    LogScanner scanner = new LogScanner();
    String usual =
        "{'type':'log_entry','device_id':'a','level':'INFO','message':'m','timestamp':'1'}";

    for (String json :
        List.of(
            usual,
            usual,
            usual.replace("'a'", "'ab'"),
            "{'type':'log_entry'}",
            usual.replace("INFO", "ERROR"),
            "{'timestamp':'1','message':'n','type':'log_entry','device_id':''}")) {
      assertThat(scanner.scan(bytes(json)))
          .isNotNull()
          .isEqualTo(WireCodec.EXECUTION.decode(bytes(json)));
      assertThat(scanner.scan(bytes("{'level':'WARN','type':'log'}"))).isNull();
    }
  }

  @Test
  void repeatedTextsAreOneString() {
    LogScanner scanner = new LogScanner();
    byte[] json = bytes("{'type':'log_entry','device_id':'d','message':'m'}");

    LogEntry first = Objects.requireNonNull(scanner.scan(json));
    LogEntry second = Objects.requireNonNull(scanner.scan(json));

    assertThat(second.deviceId()).isSameAs(first.deviceId());
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
