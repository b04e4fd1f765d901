package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageArrayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                              | ''",
        "[ ]                             | ''",
        "[{'a':1}]                       | {'a':1}",
        " [{'a':[1,2]},{'b':{'c':','}}]  | {'a':[1,2]};{'b':{'c':','}}",
        "[{'a':'\\',]'},2]               | {'a':'\\',]'};2",
        "[1,]                            | 1;''"
      })
  void isSplitAtItsOwnCommasOnly(String array, String elements) throws Exception {
    assertThat(MessageArray.isArray(bytes(array))).isTrue();

    assertThat(MessageArray.split(bytes(array)))
        .extracting(element -> new String(element, UTF_8).replace('"', '\''))
        .isEqualTo(
            elements.isEmpty()
                ? java.util.List.of()
                : java.util.List.of(elements.replace("''", "").split(";", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[1", "['a]", "[{]", "[1]2", "[1],[2]"})
  void thatIsBrokenIsMalformed(String array) {
    assertThatThrownBy(() -> MessageArray.split(bytes(array)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void isNotWhatBeginsOtherwise() {
    assertThat(MessageArray.isArray(bytes("{'a':[]}"))).isFalse();
    assertThat(MessageArray.isArray(new byte[0])).isFalse();
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
