package dev.drover.reference.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages read and changed without being decoded. */
class FrameTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Frame frame(String json) throws BadFrameException {
    return Frame.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String text(FrameEdit edit) {
    return new String(edit.bytes(), StandardCharsets.UTF_8).replace('"', '\'');
  }

  @Test
  void findsWhatRoutingNeedsWhereverItStands() throws BadFrameException {
    Frame frame =
        frame(
            " { 'x':[{'type':'no'}], 'metadata':{'a':{'seq':1},'seq':42,'command_id':'c','truncated':true},\n\t'type' : 'command_output','vm_id':'v','request_id':'r' } ");

    assertThat(frame.type()).isEqualTo("command_output");
    assertThat(frame.requestId()).isEqualTo("r");
    assertThat(frame.commandId()).isEqualTo("c");
    assertThat(frame.seq()).isEqualTo(42);
    assertThat(frame.isTruncated()).isTrue();
  }

  @Test
  void takesFieldsOfOtherTypesForAbsent() throws BadFrameException {
    Frame frame =
        frame("{'type':7,'request_id':null,'metadata':{'seq':'1','command_id':[],'x':{}},'y':1}");

    assertThat(frame.type()).isNull();
    assertThat(frame.requestId()).isNull();
    assertThat(frame.commandId()).isNull();
    assertThat(frame.seq()).isNull();
    assertThat(frame("{'metadata':[1,{}],'type':'t'}").type()).isEqualTo("t");
  }

  @Test
  void unescapes() throws BadFrameException {
    Frame frame = frame("{'\\u0074ype':'a\\nb','message':'\\u00e4\\'}".replace("\\'}", "'}"));

    assertThat(frame.type()).isEqualTo("a\nb");
    assertThat(frame.text("message")).isEqualTo("ä");
    assertThat(frame.text("none")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "{",
        "{'a'}",
        "{'a':}",
        "{'a':1,}",
        "{'a':1}}",
        "{'a':1} 2",
        "[]",
        "1",
        "'s'",
        "{'a':tru}",
        "{'a':'\u0001'}",
        "{'a':01}",
        "{a:1}",
        "{'metadata':{'seq':}}",
        "\u0000{}",
        "{'metadata':{'seq':99999999999999999999}}"
      })
  void refusesWhatIsNoObject(String json) {
    assertThatThrownBy(() -> frame(json))
        .isInstanceOf(BadFrameException.class)
        .hasMessageStartingWith("malformed message: ");
  }

  @Test
  void aByteOrderMarkIsNoHarm() throws BadFrameException {
    assertThat(text(frame("\uFEFF{'type':'t'}").edit().set("a", "b")))
        .isEqualTo("{'type':'t','a':'b'}");
  }

  @Test
  void editsInPlace() throws BadFrameException {
    Frame frame = frame("{ 'vm_id' : 'x' , 'n' : [ 1.50 , {} ] , 'request_id':'h' }");

    assertThat(text(frame.edit().set("vm_id", "vm-1").remove("request_id")))
        .isEqualTo("{'vm_id':'vm-1','n' : [ 1.50 , {} ]}");
    assertThat(text(frame.edit().set("new", "a\\\n")))
        .isEqualTo("{'vm_id' : 'x','n' : [ 1.50 , {} ],'request_id':'h','new':'a\\\\\\n'}");
    assertThat(text(frame.edit().remove("vm_id").remove("n").remove("request_id"))).isEqualTo("{}");
  }

  @Test
  void isNotCopiedIfNothingChanges() throws BadFrameException {
    Frame frame = frame("{'vm_id':'v','request_id':'r'}");

    assertThat(frame.edit().set("vm_id", "v").set("request_id", "r").remove("x").bytes())
        .isSameAs(frame.bytes());
  }

  @Test
  void aFieldThatStandsThereTwiceIsSetOnce() throws BadFrameException {
    Frame frame = frame("{'vm_id':'a','vm_id':'v'}");

    assertThat(text(frame.edit().set("vm_id", "v"))).isEqualTo("{'vm_id':'v'}");
  }

  @Test
  void editsAnyJsonLikeAnyJsonLibrary() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      ObjectNode tree = object(random, 4);
      byte[] bytes =
          random.nextBoolean()
              ? JSON.writeValueAsBytes(tree)
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);

      byte[] edited = Frame.parse(bytes).edit().set("vm_id", "true \"one\"").remove("b").bytes();

      tree.put("vm_id", "true \"one\"").remove("b");
      assertThat(JSON.readTree(edited)).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(tree)));
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    String[] names = {"type", "vm_id", "request_id", "metadata", "a", "b", "c\"", "ä", "seq"};
    for (int i = random.nextInt(6); i > 0; i--) {
      object.set(names[random.nextInt(names.length)], value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(depth <= 0 ? 6 : 8)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextInt());
      case 3 -> json.numberNode(random.nextInt() / 7.0);
      case 4 -> json.textNode("x\\\"\u20AC\n,}] ".repeat(random.nextInt(4)));
      case 5 -> json.textNode("");
      case 6 -> object(random, depth);
      default -> json.arrayNode().add(value(random, depth - 1)).add(object(random, depth));
    };
  }
}
