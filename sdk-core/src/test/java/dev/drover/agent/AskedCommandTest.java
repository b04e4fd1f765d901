package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.TerminalSize;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.WireCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskedCommandTest {

  private static final TerminalSize WIDE = new TerminalSize(132, 43);

  @Test
  void ofABackendHasAllThatTheMetadataSay() throws Exception {
    CommandSpec spec =
        backend(
                "{'type':'command','message':'make','metadata':{'command_id':'c','timeout':2.5,'env':{'A':'b'},'working_directory':'/srv','pty':true,'columns':132,'rows':43}}")
            .spec(null);

    assertThat(spec)
        .isEqualTo(
            new CommandSpec(
                "c", "make", Duration.ofMillis(2500), Map.of("A", "b"), "/srv", true, WIDE));
  }

  @Test
  void ofAnOlderBackendHasLineAndIdAtTheTop() throws Exception {
    CommandSpec spec = backend("{'type':'command','command':'ls','command_id':'c'}").spec(null);

    assertThat(spec).isEqualTo(new CommandSpec("c", "ls", null, Map.of(), null, true, null));
  }

  @Test
  void withoutAnIdGetsOne() throws Exception {
    String one = backend("{'type':'command','message':'ls'}").spec(null).id();
    String other = backend("{'type':'command','message':'ls','command_id':' '}").spec(null).id();

    assertThat(one).isNotBlank().isNotEqualTo(other);
    assertThat(other).isNotBlank();
  }

  @Test
  void aTerminalIsGivenToThoseWhoAskAndToAllOthersByOption() throws Exception {
    assertThat(terminal("", null)).isNull();
    assertThat(terminal(",'pty':true", null)).isEqualTo(TerminalSize.USUAL);
    assertThat(terminal(",'pty':true,'columns':100", null)).isEqualTo(new TerminalSize(100, 24));
    assertThat(terminal(",'pty':true", WIDE)).isEqualTo(WIDE);
    assertThat(terminal("", WIDE)).isEqualTo(WIDE);
    assertThat(terminal(",'rows':10", WIDE)).isEqualTo(new TerminalSize(132, 10));
    assertThat(terminal(",'pty':false", WIDE)).isNull();
  }

  @Test
  void ofAHubGetsATerminalTheSameWay() throws Exception {
    HubMessage asked =
        WireCodec.HUB.decode(bytes("{'type':'command','command':'top','pty':true,'rows':10}"));

    CommandSpec spec = AskedCommand.of((HubMessage.Command) asked).spec(null);

    assertThat(spec.terminal()).isEqualTo(new TerminalSize(80, 10));
    assertThat(spec.interactive()).isTrue();
  }

  @Test
  void badTimesAndSizesAreBadCommands() {
    assertBad(",'timeout':0");
    assertBad(",'timeout':-1");
    assertBad(",'timeout':-0.0");
    assertBad(",'pty':true,'columns':0");
    assertBad(",'pty':true,'rows':10001");
  }

  private static void assertBad(String metadata) {
    assertThatThrownBy(() -> terminal(metadata, null))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo("BAD_COMMAND"));
  }

  private static @Nullable TerminalSize terminal(String metadata, @Nullable TerminalSize usual)
      throws Exception {
    String json = "{'type':'command','message':'ls','metadata':{'command_id':'c'" + metadata + "}}";
    return backend(json).spec(usual).terminal();
  }

  private static AskedCommand backend(String json) throws Exception {
    return AskedCommand.of((BackendMessage.Command) WireCodec.BACKEND.decode(bytes(json)));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
