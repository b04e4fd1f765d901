package dev.drover.examples.browser;

import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A page in a real browser, one caller at a time. */
final class Page implements AutoCloseable {

  private final ChromeDriver driver;

  private Page(ChromeDriver driver) {
    this.driver = driver;
  }

  static Page open(URI address) {
    ChromeOptions options = new ChromeOptions().setBinary(Chromium.browser().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1000,700");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Chromium.driver().toFile())
            .usingAnyFreePort()
            .build();
    Page page = new Page(new ChromeDriver(service, options));
    page.driver.get(address.toString());
    return page;
  }

  synchronized void click(String name) {
    List<WebElement> all = driver.findElements(By.cssSelector("a, button"));
    List<WebElement> named = all.stream().filter(e -> isNamed(e, name)).toList();
    if (named.isEmpty()) {
      String there = all.stream().map(WebElement::getText).collect(Collectors.joining(", "));
      throw new IllegalArgumentException("nothing here is called '" + name + "', only: " + there);
    }
    named.get(0).click();
  }

  synchronized void fill(String css, String text) {
    WebElement field = driver.findElement(By.cssSelector(css));
    field.clear();
    field.sendKeys(text);
  }

  synchronized String heading() {
    return driver.findElement(By.tagName("h1")).getText();
  }

  /** The page in its window, or all of it. */
  synchronized byte[] screenshot(boolean fullPage) {
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

  /** Where the browser's own protocol is spoken. */
  URI debugger() {
    if (driver.getCapabilities().getCapability("goog:chromeOptions") instanceof Map<?, ?> chrome) {
      return URI.create("http://" + chrome.get("debuggerAddress"));
    }
    throw new IllegalStateException("the driver does not tell where its browser listens");
  }

  private static boolean isNamed(WebElement element, String name) {
    return element.isDisplayed()
        && element.getText().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public synchronized void close() {
    driver.quit();
  }
}
