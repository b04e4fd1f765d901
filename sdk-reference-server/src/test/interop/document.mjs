// The JavaScript of runner-socketio.md as it stands, but for the address: client and agent by its own words.
// Usage: node document.mjs http://HOST:PORT; ends with 0 when everything it speaks of has happened.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";

const [url] = process.argv.slice(2);
const heard = [];
const watch = { log: (...words) => heard.push(words), error: (...words) => heard.push(words) };

const snippet = (name) => readFile(`document/${name}.js`, "utf8");

async function connect(name) {
  const text = (await snippet("connection")).replace("http://localhost:3000", url);
  await writeFile(`connection-of-${name}.mjs`, `${text}\nexport { socket };\n`);
  return (await import(`./connection-of-${name}.mjs`)).socket;
}

const say = async (socket, name) => new Function("socket", "console", await snippet(name))(socket, watch);

async function until(label, data) {
  const wanted = JSON.stringify(data === undefined ? [label] : [label, data]);
  for (let i = 0; i < 300; i++) {
    if (heard.some((words) => JSON.stringify(words) === wanted)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${wanted} was not heard; these were: ${JSON.stringify(heard)}`);
}

const client = await connect("client");
for (const name of ["connect", "disconnect", "reconnection", "error-handling", "recording-ready", "recording-complete",
  "execution-log", "execution-complete", "agent-status", "error"]) {
  await say(client, name);
}
await until("Connected to server");

const agent = await connect("agent");
await once(agent, "connect");
await say(agent, "agent-register");
await until("Agent status:", { agentId: agent.id, status: "online" });
await say(agent, "agent-heartbeat");

let started = once(agent, "recording:start");
await say(client, "recording-start");
const [recording] = await started;
assert.deepEqual(recording.config, { viewport: { width: 1280, height: 720 }, device: "Desktop Chrome" });
await until("Agent status:", { agentId: agent.id, status: "busy" });
const ids = { testFlowId: recording.testFlowId, executionId: recording.executionId };
agent.emit("recording:ready", ids);
await until("Recording ready:", ids);
let cancelled = once(agent, "recording:cancel");
await say(client, "recording-cancel");
assert.deepEqual((await cancelled)[0], ids);
agent.emit("recording:complete", { ...ids, success: false, message: "cancelled" });
await until("Recording complete:", { ...ids, success: false, message: "cancelled" });

started = once(agent, "execution:start");
await say(client, "execution-start");
const [{ executionId, target }] = await started;
assert.equal(target, "local");
agent.emit("execution:log", { executionId, message: "Test started...", level: "info" });
await until("Execution log:", { executionId, message: "Test started...", level: "info" });
cancelled = once(agent, "execution:cancel");
await say(client, "execution-cancel");
assert.deepEqual((await cancelled)[0], { executionId });
agent.emit("execution:complete", { executionId, exitCode: 0, duration: 2500 });
await until("Execution complete:", { executionId, exitCode: 0, duration: 2500 });

await say(client, "execution-cancel");
await until("Error:", { message: "nothing like that is under way", executionId });
agent.disconnect();
await until("Agent status:", { agentId: heard.find(([what]) => what === "Agent status:")[1].agentId, status: "offline" });
client.disconnect();
await until("Disconnected from server");
console.log("ok: the document's own words");
