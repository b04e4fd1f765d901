// A client of hub.md. Usage: node client.mjs ws://HOST:PORT VM_ID COMMAND; prints what the VM answers.
import { Peer } from "./peer.mjs";

const [url, vmId, command] = process.argv.slice(2);

const client = await Peer.client(url);
const { result } = await client.send({ type: "command", vm_id: vmId, command }).read("command_response");
const { screenshot } = await client
  .send({ type: "screenshot", vm_id: vmId, full_page: true })
  .read("screenshot_response");
console.log(JSON.stringify({ result, png: screenshot.startsWith("iVBORw0KGgo") }));
client.socket.close();
