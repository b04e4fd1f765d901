package dev.drover.examples.browser;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page in a real browser, one caller at a time. */
final class Page implements AutoCloseable {

  private final ChromeDriver driver = Driver.start();

  Page(URI address) {
    driver.get(address.toString());
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

  synchronized byte[] screenshot(boolean fullPage) {
    return Driver.picture(driver, fullPage);
  }

  URI debugger() {
    return Driver.debugger(driver);
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
