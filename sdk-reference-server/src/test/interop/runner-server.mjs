// A runner's server on npm's socket.io, as its users write one. Usage: node runner-server.mjs PORT
import { Server } from "socket.io";

// Pings come often, so that every scenario lives through some.
const io = new Server({ maxHttpBufferSize: 1e7, pingInterval: 200 });
const agents = new Map();
const jobs = new Map();
let pongs = 0;

io.use((socket, next) => (socket.handshake.auth.token === "good" ? next() : next(new Error("jwt expired"))));

io.on("connection", (socket) => {
  const clients = () => io.except([...agents.keys()]);
  const status = (state) => clients().emit("agent:status", { agentId: socket.id, status: state });
  socket.on("agent:register", () => {
    agents.set(socket.id, null);
    status("online");
  });
  for (const start of ["execution:start", "recording:start"]) {
    socket.on(start, (job) => {
      const idle = [...agents].find(([, busy]) => busy === null);
      if (!idle) {
        socket.emit("error", { message: "no agent", executionId: job.executionId });
        return;
      }
      agents.set(idle[0], job.executionId);
      jobs.set(job.executionId, idle[0]);
      io.to(idle[0]).emit(start, job);
    });
  }
  for (const cancel of ["execution:cancel", "recording:cancel"]) {
    socket.on(cancel, (job) => io.to(jobs.get(job.executionId) ?? "nobody").emit(cancel, job));
  }
  for (const report of ["execution:log", "execution:complete", "recording:ready", "recording:complete"]) {
    socket.on(report, (data) => {
      clients().emit(report, data);
      if (report.endsWith(":complete")) {
        agents.set(socket.id, null);
      }
    });
  }
  socket.conn.on("heartbeat", () => pongs++);
  socket.on("pongs", (answer) => answer(pongs));
  socket.on("cut", () => io.sockets.sockets.forEach(({ conn }) => conn.transport.socket.terminate()));
  socket.on("echo", (value, answer) => answer(value));
  socket.on("disconnect", () => agents.delete(socket.id) && status("offline"));
});

io.listen(Number(process.argv[2]));
io.httpServer.on("listening", () => console.log("ready"));
process.stdin.on("end", () => process.exit(0)).resume();
