package dev.drover.hub;

import dev.drover.DroverException;
import dev.drover.TerminalSize;
import dev.drover.internal.session.Durations;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.ScreenshotResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** A VM behind a hub. Holds no state of its own, so that any number of them may stand for one. */
final class DefaultVm implements Vm {

  /** What a VM may take beyond a command's timeout to stop it and to say so. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(5);

  private final HubConversation hub;
  private final String id;

  DefaultVm(HubConversation hub, String id) {
    this.hub = hub;
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public CommandResult sendCommand(CommandRequest request) {
    return hub.await(send(request, true), "command '" + request.command() + "' on " + id);
  }

  @Override
  public CompletableFuture<CommandResult> sendCommandAsync(CommandRequest request) {
    return send(request, false);
  }

  @Override
  public CommandHandle startCommand(CommandRequest request) {
    CommandStream.Target target = target(request);
    return new DefaultCommandHandle(hub, ask(request, target), target, request);
  }

  @Override
  public Screenshot screenshot(boolean fullPage) {
    return hub.askAndWait(shot(fullPage));
  }

  @Override
  public CompletableFuture<Screenshot> screenshotAsync(boolean fullPage) {
    return hub.ask(shot(fullPage));
  }

  @Override
  public void awaitConnected(Duration timeout) {
    hub.awaitPlain(
        new ConnectedWait(hub, id, timeout, true).start(), "waiting for " + id + " to connect");
  }

  @Override
  public CompletableFuture<Void> awaitConnectedAsync(Duration timeout) {
    return new ConnectedWait(hub, id, timeout, false).start();
  }

  @Override
  public String toString() {
    return "Vm[" + id + "]";
  }

  private PendingRequest<HubMessage, CommandResult> send(CommandRequest request, boolean inline) {
    CommandStream.Target target = target(request);
    return new CommandStream(hub, ask(request, target), target, inline, null).send();
  }

  private CommandStream.Target target(CommandRequest request) {
    String commandId = request.commandId().orElseGet(hub::nextId);
    return new CommandStream.Target(id, commandId, request.command());
  }

  private Ask<CommandResponse> ask(CommandRequest request, CommandStream.Target target) {
    Duration timeout =
        Duration.ofNanos(Durations.nanos(request.timeout().orElse(hub.options().commandTimeout())));
    return Ask.of(
        "command '" + request.command() + "' on " + id,
        hub.knowsV1() ? timeout.plus(STOP_MARGIN) : timeout,
        "look at the VM's screenshot for what it is doing, or give the command a longer timeout",
        Answers.commandLane(id),
        requestId ->
            new HubMessage.Command(
                id,
                request.command(),
                requestId,
                target.commandId(),
                timeout.toNanos() / 1e9,
                request.env().isEmpty() ? null : request.env(),
                request.workingDirectory().orElse(null),
                request.terminal().isPresent() ? true : null,
                request.terminal().map(TerminalSize::columns).orElse(null),
                request.terminal().map(TerminalSize::rows).orElse(null)),
        CommandResponse.class,
        response -> response);
  }

  private Ask<Screenshot> shot(boolean fullPage) {
    String what = "screenshot of " + id;
    return Ask.of(
        what,
        hub.options().requestTimeout(),
        "is the VM still connected?",
        Answers.screenshotLane(id),
        requestId -> new HubMessage.ScreenshotRequest(id, fullPage, requestId),
        ScreenshotResponse.class,
        response -> new Screenshot(id, decode(response, what)));
  }

  private static byte[] decode(ScreenshotResponse response, String what) {
    String text = response.screenshot();
    if (text == null || text.isEmpty()) {
      throw new DroverException(what + ": the VM answered without an image", null);
    }
    // Some VMs send a data URI where the document has plain Base64.
    String data = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
    try {
      // The lenient decoder skips whatever is no Base64, so it is for broken lines only.
      boolean lines = data.indexOf('\n') >= 0;
      byte[] image = (lines ? Base64.getMimeDecoder() : Base64.getDecoder()).decode(data);
      if (image.length == 0) {
        throw new IllegalArgumentException("nothing in it");
      }
      return image;
    } catch (IllegalArgumentException e) {
      throw new DroverException(what + ": the VM's answer is not Base64: " + e.getMessage(), e);
    }
  }
}
