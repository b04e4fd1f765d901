// Programs on npm's socket.io-client at a runner's server.
// Usage: node runner-program.mjs agent|client URL TRANSPORTS [TOKEN]
// The agent does what it is asked until its input ends; the client asks for an execution and says what it heard.
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { io } from "socket.io-client";

const [role, url, transports, token] = process.argv.slice(2);
const options = { auth: { token }, reconnectionDelay: 100 };
const socket = io(url, transports === "default" ? options : { ...options, transports: transports.split(",") });

socket.on("connect_error", (error) => {
  console.log(`refused: ${error.message}`);
  process.exit(token === "bad" ? 0 : 1);
});

if (role === "agent") {
  socket.on("agent:status", () => console.log("an agent hears no status"));
  socket.on("connect", () => socket.emit("agent:register", { name: "npm", systemInfo: { platform: process.platform } }));
  socket.on("execution:start", async ({ executionId, code }) => {
    for (let i = 0; i < 3; i++) {
      socket.emit("execution:log", { executionId, message: `${i} ${code.length}`, level: "info" });
    }
    await setTimeout(1500); // Meanwhile the server pings.
    socket.emit("execution:complete", { executionId, exitCode: 3, duration: 12 });
  });
  process.stdin.on("end", () => process.exit(0)).resume();
  await once(socket, "connect");
  console.log("ready");
} else {
  const heard = [];
  socket.on("execution:log", ({ message }) => heard.push(message));
  await once(socket, "connect");
  // The upgrade may be over before the namespace is granted.
  if (transports === "default" && socket.io.engine.transport.name === "polling") {
    await once(socket.io.engine, "upgrade");
  }
  socket.emit("execution:start", { executionId: "npm-1", target: "local", code: "x".repeat(200_000) });
  const [{ exitCode }] = await once(socket, "execution:complete");
  console.log(JSON.stringify({ transport: socket.io.engine.transport.name, exitCode, heard }));
  socket.disconnect();
}
