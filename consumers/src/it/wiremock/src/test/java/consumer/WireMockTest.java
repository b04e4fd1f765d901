package consumer;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A VM, and a server that WireMock plays, in one test. */
@DroverTest
class WireMockTest {

  @RegisterExtension static final WireMockExtension SHOP = WireMockExtension.newInstance().build();

  @Test
  @Steps("echo open the shop")
  void bothServe(Vm vm) throws Exception {
    String name = vm.sendCommand("echo apples").output().strip();
    SHOP.stubFor(get("/" + name).willReturn(okJson("{\"price\": 3}")));

    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(SHOP.baseUrl() + "/" + name)).build(),
                BodyHandlers.ofString())
            .body();

    assertEquals("{\"price\": 3}", answer);
    SHOP.verify(getRequestedFor(urlEqualTo("/apples")));
  }
}
