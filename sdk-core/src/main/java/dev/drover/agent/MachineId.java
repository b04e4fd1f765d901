package dev.drover.agent;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A VM's default id, as {@code vm-agent-messages.md} shows one: host name and MAC address. */
final class MachineId {

  private static final Logger log = LoggerFactory.getLogger(MachineId.class);

  private static final int MAC_BYTES = 6;

  /** Where Linux shows an interface's hardware, if it has any. */
  private static final String LINUX_DEVICE = "/sys/class/net/%s/device";

  /** Bridges, tunnels and the like, which come and go with containers, VPNs and other VMs. */
  private static final Pattern MADE_UP =
      Pattern.compile(
          "(docker|veth|br-|bridge|virbr|vmnet|vboxnet|vnet|tun|tap|wg|utun|zt|tailscale|cni|flannel|cali|dummy|awdl|llw|ap\\d|anpi).*");

  private static final Comparator<Card> BEST =
      Comparator.comparing(Card::hardware, Comparator.reverseOrder())
          .thenComparing(card -> MADE_UP.matcher(card.name).matches())
          .thenComparing(Card::name);

  /** The same for all agents of this JVM, where no network interface gives a lasting one. */
  private static final UUID FALLBACK = UUID.randomUUID();

  private MachineId() {}

  /**
   * A network interface that is up and has a MAC address.
   *
   * @param name such as {@code eth0}
   * @param mac such as {@code fd:f5:d6:59:66:99}
   * @param hardware whether it is known to be more than software
   */
  record Card(String name, String mac, boolean hardware) {}

  static String ofThisMachine() {
    return of(HostName.get(), cards());
  }

  /** The id of a machine with these network interfaces, in whatever order they are listed. */
  static String of(String host, List<Card> cards) {
    return host + "-" + cards.stream().min(BEST).map(Card::mac).orElseGet(FALLBACK::toString);
  }

  private static List<Card> cards() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(nic -> card(nic).stream()).toList();
    } catch (IOException e) {
      log.debug("the network interfaces cannot be listed", e);
      return List.of();
    }
  }

  private static Optional<Card> card(NetworkInterface nic) {
    try {
      byte[] mac = nic.getHardwareAddress();
      if (mac == null
          || mac.length != MAC_BYTES
          || !nic.isUp()
          || nic.isLoopback()
          || nic.isVirtual()) {
        return Optional.empty();
      }
      boolean hardware = Files.exists(Path.of(LINUX_DEVICE.formatted(nic.getName())));
      return Optional.of(
          new Card(nic.getName(), HexFormat.ofDelimiter(":").formatHex(mac), hardware));
    } catch (IOException e) {
      log.debug("the network interface {} cannot be looked at", nic.getName(), e);
      return Optional.empty();
    }
  }
}
