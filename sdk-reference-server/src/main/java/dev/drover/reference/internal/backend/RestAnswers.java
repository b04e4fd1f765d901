package dev.drover.reference.internal.backend;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.hub.VmInfo;
import dev.drover.reference.internal.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bodies of REST answers. */
public final class RestAnswers {

  private RestAnswers() {}

  /**
   * What a VM answered.
   *
   * @param response its message, whole
   */
  public static HttpAnswer ok(String requestId, String vmId, byte[] response) {
    ObjectNode head = RestJson.object().put("status", "ok");
    byte[] start = RestJson.bytes(head.put("request_id", requestId).put("vm_id", vmId));
    ByteArrayOutputStream body = new ByteArrayOutputStream(start.length + response.length + 16);
    body.write(start, 0, start.length - 1);
    body.writeBytes(",\"response\":".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(response);
    body.write('}');
    return HttpAnswer.json(body.toByteArray());
  }

  /** Why no VM answered; names the command, which may still run. */
  public static HttpAnswer failed(int status, String code, String message, String commandId) {
    ObjectNode body = RestJson.object().put("status", "error");
    body.put("code", code).put("message", message);
    if (!commandId.isEmpty()) {
      body.put("command_id", commandId);
    }
    return HttpAnswer.json(status, RestJson.bytes(body));
  }

  /** The VMs that are connected. */
  public static HttpAnswer vms(List<VmInfo> vms) {
    ObjectNode body = RestJson.object().put("status", "ok");
    ArrayNode list = body.putArray("vms");
    for (VmInfo vm : vms) {
      ObjectNode one = list.addObject().put("vm_id", vm.vmId()).put("status", vm.status());
      vm.testCaseId().ifPresent(testCase -> one.put("test_case_id", testCase));
    }
    return HttpAnswer.json(RestJson.bytes(body));
  }
}
