package dev.drover.reference;

import dev.drover.hub.VmInfo;
import java.util.List;
import java.util.stream.Collectors;

/** What a browser shows who looks at the server's port. */
final class FrontPage {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Drover reference server</title></head>
      <body>
      <h1>Drover reference server</h1>
      <p>A hub for clients and VMs, spoken to over WebSocket at this address, and a backend of VM
      agents at <code>/api/vm/ID/ws</code>. Programs ask their VMs with
      <code>POST /api/vm/ID/send</code>; <a href="/api/vms">/api/vms</a> lists them.
      A runner speaks Socket.IO at <code>/socket.io/</code>.</p>
      %s
      </body>
      </html>
      """;

  private FrontPage() {}

  static String html(List<VmInfo> vms) {
    return PAGE.formatted(vms.isEmpty() ? "<p>No VM is connected.</p>" : list(vms));
  }

  private static String list(List<VmInfo> vms) {
    return vms.stream()
        .map(vm -> "<li>" + escaped(vm.vmId()) + vm.testCaseId().map(FrontPage::of).orElse(""))
        .collect(Collectors.joining("\n", "<p>Connected VMs:</p>\n<ul>\n", "\n</ul>"));
  }

  private static String of(String testCaseId) {
    return ", test case " + escaped(testCaseId);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
