package dev.drover.examples.browser;

import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** What Selenium offers for Chromium alone: how it is started, and its own protocol, CDP. */
final class Driver {

  private Driver() {}

  static ChromeDriver start() {
    ChromeOptions options = new ChromeOptions().setBinary(Chromium.browser().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1000,700");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Chromium.driver().toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  /** The page in its window, or all of it, as a PNG. */
  static byte[] picture(ChromeDriver driver, boolean fullPage) {
    Map<String, Object> parameters = new HashMap<>(Map.of("format", "png"));
    if (fullPage) {
      Map<?, ?> layout = (Map<?, ?>) driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
      Map<Object, Object> clip = new HashMap<>((Map<?, ?>) layout.get("cssContentSize"));
      clip.put("scale", 1);
      parameters.put("clip", clip);
      parameters.put("captureBeyondViewport", true);
    }
    Object picture = driver.executeCdpCommand("Page.captureScreenshot", parameters).get("data");
    return Base64.getDecoder().decode(String.valueOf(picture));
  }

  /** Where CDP is spoken to others. */
  static URI debugger(ChromeDriver driver) {
    if (driver.getCapabilities().getCapability("goog:chromeOptions") instanceof Map<?, ?> chrome) {
      return URI.create("http://" + chrome.get("debuggerAddress"));
    }
    throw new IllegalStateException("the driver does not tell where its browser listens");
  }
}
