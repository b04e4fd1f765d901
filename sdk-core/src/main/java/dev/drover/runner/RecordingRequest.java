package dev.drover.runner;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A flow to record ({@code recording:start}). Immutable: every setter returns a changed copy. */
public final class RecordingRequest {

  /** People record; half an hour is a long flow, and a forgotten one ends. */
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(30);

  private final Settings settings;

  private RecordingRequest(Settings settings) {
    this.settings = settings;
  }

  /**
   * A recording with new ids, in TypeScript.
   *
   * @param url where it begins
   * @return the request
   * @throws IllegalArgumentException if that is no address
   */
  public static RecordingRequest of(String url) {
    return new RecordingRequest(new Settings(Checked.url(url)));
  }

  /**
   * Another id of the test flow.
   *
   * @param id not blank
   * @return the changed copy
   */
  public RecordingRequest testFlowId(String id) {
    String checked = Checked.text("testFlowId", id);
    return with(s -> s.testFlowId = checked);
  }

  /**
   * Another id of the execution.
   *
   * @param id not blank
   * @return the changed copy
   */
  public RecordingRequest executionId(String id) {
    String checked = Checked.text("executionId", id);
    return with(s -> s.executionId = checked);
  }

  /**
   * Another language.
   *
   * @param name such as {@code typescript}
   * @return the changed copy
   */
  public RecordingRequest language(String name) {
    String checked = Checked.text("language", name);
    return with(s -> s.language = checked);
  }

  /**
   * The size of the page.
   *
   * @param width in pixels
   * @param height in pixels
   * @return the changed copy
   */
  public RecordingRequest viewport(int width, int height) {
    Map<String, Integer> size =
        Map.of(
            "width", Checked.positive("width", width),
            "height", Checked.positive("height", height));
    return config("viewport", size);
  }

  /**
   * The device to act as.
   *
   * @param name such as {@code Desktop Chrome}
   * @return the changed copy
   */
  public RecordingRequest device(String name) {
    return config("device", Checked.text("device", name));
  }

  /**
   * Any other field of the configuration.
   *
   * @param name its name
   * @param value a string, number, boolean, or maps and lists of them
   * @return the changed copy
   */
  public RecordingRequest config(String name, Object value) {
    return with(s -> s.config.put(Checked.text("a configuration's name", name), value));
  }

  /**
   * How long the recording may take. By default half an hour.
   *
   * @param limit above zero
   * @return the changed copy
   */
  public RecordingRequest timeout(Duration limit) {
    Duration checked = Checked.duration("timeout", limit);
    return with(s -> s.timeout = checked);
  }

  /** Where it begins. */
  public String url() {
    return settings.url;
  }

  /** The test flow's id. */
  public String testFlowId() {
    return settings.testFlowId;
  }

  /** The execution's id. */
  public String executionId() {
    return settings.executionId;
  }

  /** The language of the code. */
  public String language() {
    return settings.language;
  }

  /** The configuration, such as {@code viewport} and {@code device}. */
  public Map<String, Object> config() {
    return Map.copyOf(settings.config);
  }

  /** How long it may take. */
  public Duration timeout() {
    return settings.timeout;
  }

  @Override
  public String toString() {
    return "RecordingRequest[%s of flow %s, %s]".formatted(executionId(), testFlowId(), language());
  }

  private RecordingRequest with(Consumer<Settings> change) {
    Settings copy = new Settings(settings);
    change.accept(copy);
    return new RecordingRequest(copy);
  }

  /** Changed only between being copied and being put into a final field. */
  private static final class Settings {
    private final String url;
    private final Map<String, Object> config;
    private String testFlowId = UUID.randomUUID().toString();
    private String executionId = UUID.randomUUID().toString();
    private String language = "typescript";
    private Duration timeout = USUAL_TIMEOUT;

    Settings(String url) {
      this.url = url;
      this.config = new LinkedHashMap<>();
    }

    Settings(Settings other) {
      url = other.url;
      config = new LinkedHashMap<>(other.config);
      testFlowId = other.testFlowId;
      executionId = other.executionId;
      language = other.language;
      timeout = other.timeout;
    }
  }
}
