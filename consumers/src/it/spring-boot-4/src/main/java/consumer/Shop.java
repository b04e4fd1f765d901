package consumer;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is under test. */
@SpringBootApplication
@RestController
public class Shop {

  @GetMapping("/{name}")
  Map<String, Object> price(@PathVariable("name") String name) {
    return Map.of("name", name, "price", 3);
  }
}
