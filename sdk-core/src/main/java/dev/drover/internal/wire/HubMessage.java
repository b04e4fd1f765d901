package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@code hub.md}, and those that {@code drover.v1} adds to it. Fields that a field
 * hub or VM may leave out are nullable, even where the document always has them.
 */
public sealed interface HubMessage extends WireMessage {

  /** The name under which the extension is offered. */
  String DROVER_V1 = "drover.v1";

  /** Correlates an answer with its request; of {@code drover.v1}, else null. */
  @Nullable String requestId();

  // ---- registration

  /** The labels are of {@code drover.v1}. */
  record Register(
      String role,
      @Nullable String vmId,
      @JsonSetter(contentNulls = Nulls.SKIP) @Nullable Map<String, String> labels,
      @Nullable List<String> extensions)
      implements HubMessage {
    @Override
    public @Nullable String requestId() {
      return null;
    }
  }

  /** The answer to {@link Register} of a server that knows one of the offered extensions. */
  record Registered(List<String> extensions) implements HubMessage {
    @Override
    public @Nullable String requestId() {
      return null;
    }
  }

  // ---- client to hub

  /** A test case of {@link SpinUp}, or with its VM of {@link SpinUpResponse}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Test(
      @Nullable String testCaseId,
      @Nullable String vmId,
      @Nullable List<String> steps,
      @Nullable WishFields wish) {}

  record SpinUp(@Nullable List<Test> tests, @Nullable LeaseFields lease, @Nullable String requestId)
      implements HubMessage {}

  record ListVms(@Nullable String requestId) implements HubMessage {}

  /**
   * From {@code commandId} on, the fields are of {@code drover.v1}; the timeout is in seconds, and
   * columns and rows are the size of the terminal that {@code pty} asks for.
   */
  record Command(
      @Nullable String vmId,
      @Nullable String command,
      @Nullable String requestId,
      @Nullable String commandId,
      @Nullable Double timeout,
      @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> env,
      @Nullable String workingDirectory,
      @Nullable Boolean pty,
      @Nullable Integer columns,
      @Nullable Integer rows)
      implements HubMessage {}

  @JsonTypeName("screenshot")
  record ScreenshotRequest(
      @Nullable String vmId, @Nullable Boolean fullPage, @Nullable String requestId)
      implements HubMessage {}

  /** Ends one lease, or with a run alone all that the run has. */
  record Release(@Nullable String testCaseId, @Nullable String runId, @Nullable String requestId)
      implements HubMessage {}

  /** Makes all leases of a run last so many seconds from now on. */
  record Renew(@Nullable String runId, @Nullable Double ttl, @Nullable String requestId)
      implements HubMessage {}

  /** Asks for a command's output from a sequence number on, then its end. */
  record Attach(
      @Nullable String vmId,
      @Nullable String commandId,
      @Nullable Long fromSeq,
      @Nullable String requestId)
      implements HubMessage {}

  record StopCommand(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record SendInput(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable Boolean eof,
      @Nullable String requestId)
      implements HubMessage {}

  record Ping(@Nullable String vmId, @Nullable String message, @Nullable String requestId)
      implements HubMessage {}

  record StatusRequest(@Nullable String vmId, @Nullable String message, @Nullable String requestId)
      implements HubMessage {}

  record SystemInfoRequest(
      @Nullable String vmId, @Nullable String message, @Nullable String requestId)
      implements HubMessage {}

  // ---- VM to hub

  record StateUpdate(@Nullable Map<String, Object> state) implements HubMessage {
    @Override
    public @Nullable String requestId() {
      return null;
    }
  }

  // ---- hub to client, some of them passed on from the VM

  record SpinUpResponse(
      @Nullable List<Test> tests, @Nullable LeaseFields lease, @Nullable String requestId)
      implements HubMessage {}

  /** A VM of {@link ListVmsResponse}; the document writes an absent test case as null. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ListedVm(
      @Nullable String vmId,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String testCaseId,
      @Nullable String status,
      @JsonSetter(contentNulls = Nulls.SKIP) @Nullable Map<String, String> labels,
      @Nullable LeaseFields lease) {}

  record ListVmsResponse(@Nullable List<ListedVm> vms, @Nullable String requestId)
      implements HubMessage {}

  record CommandResponse(
      @Nullable String vmId,
      @Nullable String result,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record ScreenshotResponse(
      @Nullable String vmId, @Nullable String screenshot, @Nullable String requestId)
      implements HubMessage {}

  record VmState(@Nullable String vmId, @Nullable Map<String, Object> state) implements HubMessage {
    @Override
    public @Nullable String requestId() {
      return null;
    }
  }

  @JsonTypeName("error")
  record ErrorMessage(
      @Nullable String message,
      @Nullable String code,
      @Nullable String vmId,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record ReleaseResponse(
      @Nullable String testCaseId,
      @Nullable String runId,
      @Nullable List<String> testCaseIds,
      @Nullable String requestId)
      implements HubMessage {}

  /** The VMs that the run has, with their leases as they stand now. */
  record RenewResponse(
      @Nullable String runId, @Nullable List<ListedVm> vms, @Nullable String requestId)
      implements HubMessage {}

  record CommandStarted(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record CommandOutput(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  /** The answer to {@link StopCommand}; {@code metadata.success} tells whether it was running. */
  record CommandStopped(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  /** The answer to {@link SendInput}. */
  record Ack(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record Pong(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record StatusResponse(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Map<String, Object> metadata,
      @Nullable String requestId)
      implements HubMessage {}

  record SystemInfoResponse(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Map<String, Object> metadata,
      @Nullable String requestId)
      implements HubMessage {}

  /** A message of a type that this side does not know. */
  record Unknown(String type, String json) implements HubMessage {
    @Override
    public @Nullable String requestId() {
      return null;
    }
  }
}
