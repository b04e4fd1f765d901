package dev.drover.reference.internal.vm;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.CommandOutput;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.CommandStarted;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.Metadata;
import dev.drover.reference.internal.execution.VmFailure;
import dev.drover.reference.internal.execution.Vms.Output;
import java.util.concurrent.CompletableFuture;

/** Something that was asked of a VM, until it is answered. */
final class FleetRequest {

  final CompletableFuture<HubMessage> answer = new CompletableFuture<>();
  private final Output output;

  /** The piece of output that comes next; what comes again after a reconnect is below it. */
  private long next;

  FleetRequest(Output output) {
    this.output = output;
  }

  /** Takes a message that belongs to it; gives whether that was the last. */
  boolean hears(HubMessage message) {
    if (message instanceof CommandStarted) {
      return false;
    }
    if (message instanceof CommandOutput piece) {
      piece(piece);
      return false;
    }
    if (message instanceof ErrorMessage error) {
      String code = error.code() == null ? ErrorCodes.BAD_COMMAND : error.code();
      answer.completeExceptionally(new VmFailure(code, String.valueOf(error.message())));
      return true;
    }
    if (message instanceof CommandResponse response && next == 0 && response.result() != null) {
      // A VM without drover.v1 has streamed nothing.
      output.write(false, response.result());
    }
    answer.complete(message);
    return true;
  }

  private void piece(CommandOutput piece) {
    Metadata metadata = piece.metadata();
    long seq = metadata == null || metadata.seq() == null ? next : metadata.seq();
    if (seq >= next && piece.message() != null) {
      next = seq + 1;
      output.write(metadata != null && "stderr".equals(metadata.stream()), piece.message());
    }
  }

  /** What a command exited with; VMs without {@code drover.v1} tell of failures only as errors. */
  static int exitCode(HubMessage answer) {
    if (answer instanceof CommandResponse response) {
      Metadata metadata = response.metadata();
      return metadata == null || metadata.exitCode() == null ? 0 : metadata.exitCode();
    }
    throw new VmFailure(ErrorCodes.BAD_COMMAND, "the VM answered with " + answer.type());
  }
}
