import dev.drover.*;
import dev.drover.agent.*;
import dev.drover.backend.*;
import dev.drover.execution.*;
import dev.drover.hub.*;
import dev.drover.reference.*;
import dev.drover.runner.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import static dev.drover.execution.PreviewQuality.*;

// One port for everything. Its VMs run real processes; the runner asks for no token.
ReferenceServer server = ReferenceServer.start(ServerOptions.defaults().withRunner(RunnerOptions.defaults().withoutTokens()));
Runtime.getRuntime().addShutdownHook(new Thread(server::close));
HubClient hub = HubClient.connect(server.uri().toString());
RunnerClient runner = RunnerClient.connect(server.httpUri().toString());

// Something to watch: an execution that counts, on a VM of its own.
Vm demo = hub.spinUp(TestCase.of("demo")).vm();
ExecutionClient execution = ExecutionClient.connect(server.uri().toString(), server.execute(ExecutionPlan.on(demo.id()).withModule(ExecutionModule.command("count", "i=0; while sleep 0.5; do i=$((i+1)); echo $i; done").withTimeout(Duration.ofDays(1)))).id());

/** The VM that the last spinUp gave. */
Vm vm = null;

void vms() {
  for (VmInfo v : hub.listVms()) {
    System.out.println(v.vmId() + "  " + v.status() + "  " + v.testCaseId().orElse("free"));
  }
}

Vm spinUp(String testCase, String... steps) {
  return vm = hub.spinUp(TestCase.of(testCase, steps)).vm();
}

/** Runs a command on the newest VM, prints what it writes as it comes. */
CommandResult sh(String command) {
  CommandHandle running = (vm == null ? spinUp("shell") : vm).startCommand(command);
  running.onOutput(piece -> System.out.print(piece.text()));
  return running.await();
}

Path shot() {
  Path file = (vm == null ? spinUp("shell") : vm).screenshot().saveTo(Path.of(System.getProperty("java.io.tmpdir"), "drover", vm.id() + "-" + System.currentTimeMillis() + ".png"));
  if (!java.awt.GraphicsEnvironment.isHeadless()) {
    javax.swing.JOptionPane pane = new javax.swing.JOptionPane(new javax.swing.ImageIcon(file.toString()), javax.swing.JOptionPane.PLAIN_MESSAGE);
    javax.swing.JDialog window = pane.createDialog(vm.id());
    window.setModal(false);
    window.setVisible(true);
  }
  return file;
}

System.out.println("server " + server.httpUri() + " (dashboard), hub, runner, execution (on the VM " + demo.id() + ")");
System.out.println("vms()   spinUp(\"t1\")   sh(\"uname -a\")   shot()   /exit ends everything");
