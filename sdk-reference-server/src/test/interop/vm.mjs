// A VM of hub.md. Usage: node vm.mjs ws://HOST:PORT VM_ID; runs until its input ends.
import { Peer } from "./peer.mjs";

const [url, id] = process.argv.slice(2);
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const vm = await Peer.vm(url, id);
console.log("ready");
process.stdin.on("end", () => process.exit(0)).resume();
vm.socket.on("close", () => process.exit(0));

for (;;) {
  const { type, command } = await vm.next({ patient: true });
  if (type === "command") {
    vm.send({ type: "command_response", vm_id: id, result: `did: ${command}\n` });
    vm.send({ type: "state_update", state: { status: "running", progress: 50 } });
  } else if (type === "screenshot") {
    vm.send({ type: "screenshot_response", vm_id: id, screenshot: PIXEL });
  } else {
    vm.send({ type: "error", vm_id: id, message: `not known here: ${type}` });
  }
}
