package dev.drover.agent;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Where a VM goes in at its backend: {@code /api/vm/{vm_id}/ws}, below the backend's address. */
final class BackendDoor {

  /** What may stand in a part of a path as it is (RFC 3986, {@code pchar}); ids have colons. */
  private static final String AS_IT_IS = "-._~!$&'()*+,;=:@";

  private BackendDoor() {}

  /**
   * The address of a VM's connection.
   *
   * @param backend with or without a path and a query, which both stay
   * @param vmId percent-encoded where it must be
   */
  static URI of(URI backend, String vmId) {
    String path = backend.getRawPath() == null ? "" : backend.getRawPath();
    String query = backend.getRawQuery() == null ? "" : "?" + backend.getRawQuery();
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return URI.create(
        "%s://%s%s/api/vm/%s/ws%s"
            .formatted(backend.getScheme(), backend.getRawAuthority(), base, encode(vmId), query));
  }

  private static String encode(String vmId) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : vmId.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xFF);
      if ((character < 128 && Character.isLetterOrDigit(character))
          || AS_IT_IS.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        encoded.append("%%%02X".formatted((int) character));
      }
    }
    return encoded.toString();
  }
}
