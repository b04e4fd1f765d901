package dev.drover.backend;

import dev.drover.backend.BackendAnswers.Asked;
import dev.drover.backend.BackendCalls.Message;
import dev.drover.hub.VmInfo;
import dev.drover.internal.session.RestCall;
import dev.drover.internal.wire.BackendRest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The calls about VMs as a whole, and those of any type. */
final class VmCalls {

  private final BackendCalls calls;

  VmCalls(BackendCalls calls) {
    this.calls = calls;
  }

  RestCall<Duration> ping(String vmId) {
    Asked asked = quick("ping of " + vmId);
    return calls.send(
        asked,
        vm(vmId),
        new Message("ping", "ping", Map.of()),
        reply -> {
          BackendCalls.expect(BackendReply.Pong.class, reply, asked.what());
          return asked.elapsed();
        });
  }

  RestCall<VmStatus> status(String vmId) {
    return question(
        "status of " + vmId,
        vmId,
        new Message("status_request", "status", Map.of()),
        VmStatus.class);
  }

  RestCall<SystemInfo> systemInfo(String vmId) {
    return question(
        "system info of " + vmId,
        vmId,
        new Message("system_info_request", "get system info", Map.of()),
        SystemInfo.class);
  }

  private <R extends BackendReply> RestCall<R> question(
      String what, String vmId, Message message, Class<R> answer) {
    return calls.send(
        quick(what), vm(vmId), message, reply -> BackendCalls.expect(answer, reply, what));
  }

  RestCall<List<VmInfo>> list() {
    RestCall<List<BackendRest.Entry>> call = calls.listing();
    return RestCall.of(
        call.what(),
        call.timeout(),
        call.hint(),
        call.request(),
        call.convert().andThen(VmCalls::infos));
  }

  RestCall<BackendReply> send(String vmId, BackendRequest request) {
    String type = request.messageType();
    if (type.equals("command")) {
      return command(vmId, request);
    }
    Duration timeout = request.timeout().orElse(calls.options().requestTimeout());
    CommandTarget target =
        request.metadata().get("command_id") instanceof String id
            ? CommandTarget.fresh(checked(vmId), id, id, timeout)
            : vm(vmId);
    return calls.send(
        Asked.now("'%s' to %s".formatted(type, vmId), timeout, hint()),
        target,
        new Message(type, request.message(), request.metadata()),
        Function.identity());
  }

  private RestCall<BackendReply> command(String vmId, BackendRequest request) {
    Map<String, Object> metadata = new LinkedHashMap<>(request.metadata());
    Object id = metadata.computeIfAbsent("command_id", name -> CommandCalls.newId());
    Duration timeout = request.timeout().orElse(calls.options().commandTimeout());
    CommandTarget target =
        CommandTarget.fresh(checked(vmId), String.valueOf(id), request.message(), timeout);
    return calls.send(
        Asked.now(target.what(), timeout, target.hint()),
        target,
        new Message("command", request.message(), metadata),
        Function.identity());
  }

  /** A VM's id, checked. */
  static String checked(String vmId) {
    if (vmId.isBlank()) {
      throw new IllegalArgumentException("a VM's id must not be blank; listVms() shows the ids");
    }
    return vmId;
  }

  /** For requests that are about no command. */
  private CommandTarget vm(String vmId) {
    return CommandTarget.fresh(checked(vmId), "", "", calls.options().requestTimeout());
  }

  private Asked quick(String what) {
    return Asked.now(what, calls.options().requestTimeout(), hint());
  }

  private static String hint() {
    return "listVms() shows whether the VM is connected";
  }

  private static List<VmInfo> infos(List<BackendRest.Entry> entries) {
    return entries.stream().filter(entry -> entry.vmId() != null).map(VmCalls::info).toList();
  }

  private static VmInfo info(BackendRest.Entry entry) {
    return new VmInfo(
        String.valueOf(entry.vmId()),
        Optional.ofNullable(entry.testCaseId()),
        entry.status() == null ? "" : entry.status());
  }
}
