package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(LogScanner.scan(bytes(json)))
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
    assertThat(LogScanner.scan(bytes(json))).isNull();
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
