package dev.drover.examples.browser;

import dev.drover.ClientOptions;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.VmAgent;
import dev.drover.reference.ExecutionDevice;
import dev.drover.reference.VmProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Starts a browser for each VM that a hub needs, with an agent in front of it. */
public final class BrowserVms implements VmProvider {

  private final Map<String, Screencast> screens = new ConcurrentHashMap<>();
  private final URI site;

  /** VMs whose browsers begin at this site. */
  public BrowserVms(URI site) {
    this.site = site;
  }

  @Override
  public StartedVm start(VmOrder order) throws IOException {
    Page page = new Page(site);
    Screencast screencast = Screencast.of(page.debugger());
    CommandDoor door = CommandDoor.to(new Phrases(page)::carryOut);
    ClientOptions hub = ClientOptions.of(order.hub());
    VmAgent agent =
        VmAgent.connect(
            order.token().map(hub::token).orElse(hub),
            AgentOptions.of(order.vmId())
                .withTranslation(door::shellLine) // a command is a phrase
                .withScreen(page::screenshot)
                .withLabel("browser", "chromium"));
    screens.put(order.vmId(), screencast);
    return () -> {
      screens.remove(order.vmId());
      agent.close();
      door.close();
      screencast.close();
      page.close();
    };
  }

  /** Lets previews of a VM show its browser's screencast, not one screenshot after another. */
  public void showLive(ExecutionDevice device) {
    device.showing(() -> image(device.id()));
  }

  private BufferedImage image(String vmId) {
    String closed = "the browser of " + vmId + " is closed";
    return Objects.requireNonNull(screens.get(vmId), closed).latest();
  }
}
