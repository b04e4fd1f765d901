package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import io.netty.util.Version;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A VM, and an application of Spring Boot's on a Netty of its own, in one test. */
@DroverTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient
class ShopTest {

  @Autowired private WebTestClient shop;

  @Test
  @Steps("echo open the shop")
  void bothServe(Vm vm) {
    String name = vm.sendCommand("echo apples").output().strip();

    shop.get()
        .uri("/{name}", name)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("apples");
  }

  @Test
  void nettyAndJUnitAreSpringBoots() {
    assertThat(Version.identify().get("netty-common").artifactVersion()).startsWith("4.2.");
    assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");
  }

  @Test
  void bothJacksonsAreThere() {
    assertThat(tools.jackson.databind.cfg.PackageVersion.VERSION.getMajorVersion()).isEqualTo(3);
    assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.getMajorVersion())
        .isEqualTo(2);
  }
}
