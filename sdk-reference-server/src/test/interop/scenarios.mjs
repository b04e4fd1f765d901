// Every part of hub.md between clients and VMs that know nothing else.
// Usage: node scenarios.mjs ws://HOST:PORT; ends with 0 when all went as the document says.
import assert from "node:assert/strict";
import { Peer } from "./peer.mjs";

const url = process.argv[2];
const open = [];

const client = async () => opened(await Peer.client(url));
const vm = async (id) => opened(await Peer.vm(url, id));
const stranger = async () => opened(await Peer.open(url));

const scenarios = {
  async "VMs are listed, assigned and listed with their test cases"() {
    const one = await client();
    await vm("vm-a");
    await vm("vm-b");
    await one.send({ type: "list_vms" }).expect(listing(["vm-a", null], ["vm-b", null]));
    const tests = [
      { test_case_id: "test1", steps: ["navigate to the search tab", "type in computer science"] },
      { test_case_id: "test2", steps: ["go to login page", "enter credentials"] },
    ];
    await one.send({ type: "spin_up", tests }).expect({
      type: "spin_up_response",
      tests: [
        { test_case_id: "test1", vm_id: "vm-a", steps: tests[0].steps },
        { test_case_id: "test2", vm_id: "vm-b", steps: tests[1].steps },
      ],
    });
    await one.send({ type: "list_vms" }).expect(listing(["vm-a", "test1"], ["vm-b", "test2"]));
  },

  async "a test case that comes again keeps its VM; a finished one frees it"() {
    const one = await client();
    const machine = await vm("vm-a");
    const again = { type: "spin_up", tests: [{ test_case_id: "t", steps: ["other"] }] };
    one.send({ type: "spin_up", tests: [{ test_case_id: "t" }] });
    assert.deepEqual((await one.next()).tests, [{ test_case_id: "t", vm_id: "vm-a", steps: [] }]);
    one.send(again);
    assert.deepEqual((await one.next()).tests, [{ test_case_id: "t", vm_id: "vm-a", steps: ["other"] }]);
    machine.send({ type: "state_update", state: { status: "completed" } });
    await one.expect({ type: "vm_state", vm_id: "vm-a", state: { status: "completed" } });
    await one.send({ type: "list_vms" }).expect(listing(["vm-a", null]));
  },

  async "a command reaches its VM, the answer every client"() {
    const [one, other, machine] = [await client(), await client(), await vm("vm-a")];
    const command = { type: "command", vm_id: "vm-a", command: "echo \u00e4\u{1F42E} \"quoted\"" };
    const answer = { type: "command_response", vm_id: "vm-a", result: "VM's output \u{1F42E}\n" };
    one.send(command);
    await machineAnswers(machine, command, answer);
    await one.expect(answer);
    await other.expect(answer);
    await machine.expectNothing();
  },

  async "a screenshot of ten megabytes passes"() {
    const [one, machine] = [await client(), await vm("vm-a")];
    const request = { type: "screenshot", vm_id: "vm-a", full_page: false };
    const answer = { type: "screenshot_response", vm_id: "vm-a", screenshot: "A".repeat(10 << 20) };
    one.send(request);
    await machineAnswers(machine, request, answer);
    await one.expect(answer);
  },

  async "states reach all clients and no VM"() {
    const [one, other, machine] = [await client(), await client(), await vm("vm-a")];
    const state = { status: "running", progress: 75, nested: { list: [1.5, null, true] } };
    machine.send({ type: "state_update", state });
    await one.expect({ type: "vm_state", vm_id: "vm-a", state });
    await other.expect({ type: "vm_state", vm_id: "vm-a", state });
    await machine.expectNothing();
  },

  async "mistakes are answered, and the connection lives"() {
    const one = await client();
    const mistakes = [
      "not JSON",
      "[]",
      "{}",
      { type: "invented" },
      { type: "spin_up", tests: "none" },
      { type: "command", vm_id: 7, command: "ls" },
      { type: "command", vm_id: "nowhere", command: "ls" },
      { type: "screenshot", vm_id: "nowhere" },
    ];
    for (const mistake of mistakes) {
      await one.send(mistake).expectError();
    }
    await one.send({ type: "list_vms" }).expect(listing());
  },

  async "an empty command is refused"() {
    const [one, machine] = [await client(), await vm("vm-a")];
    await one.send({ type: "command", vm_id: "vm-a", command: "" }).expectError();
    await machine.expectNothing();
  },

  async "a VM's error reaches who asked"() {
    const [one, machine] = [await client(), await vm("vm-a")];
    const command = { type: "command", vm_id: "vm-a", command: "ls" };
    one.send(command);
    await machineAnswers(machine, command, { type: "error", message: "no shell" });
    await one.expect({ type: "error", message: "no shell" });
  },

  async "a VM that goes away is gone, and what it owed fails"() {
    const [one, machine] = [await client(), await vm("vm-a")];
    one.send({ type: "command", vm_id: "vm-a", command: "ls" });
    await machine.next();
    machine.socket.terminate();
    await one.expectError();
    await one.send({ type: "list_vms" }).expect(listing());
  },

  async "the newest connection of a VM wins"() {
    const [one, old] = [await client(), await vm("vm-a")];
    const newer = await vm("vm-a");
    await old.expectClose(1008);
    one.send({ type: "command", vm_id: "vm-a", command: "ls" });
    await newer.expect({ type: "command", vm_id: "vm-a", command: "ls" });
  },

  async "whoever does not register first has to leave"() {
    for (const first of [{ type: "list_vms" }, "nonsense", { type: "register", role: "king" }]) {
      const peer = await stranger();
      await peer.send(first).expectError();
      await peer.expectClose(1008);
    }
  },

  async "messages in fragments, with pings between, are one message"() {
    const one = await client();
    one.socket.send('{"type":"li', { fin: false });
    await one.fence();
    one.socket.send('st_vms"', { fin: false });
    one.socket.send("}", { fin: true });
    await one.expect(listing());
  },

  async "a message over the limit closes with 1009"() {
    const one = await client();
    one.send({ type: "command", vm_id: "vm-a", command: "A".repeat(17 << 20) });
    await one.expectClose(1009);
  },
};

function listing(...vms) {
  return {
    type: "list_vms_response",
    vms: vms.map(([vm_id, test_case_id]) => ({ vm_id, test_case_id, status: "connected" })),
  };
}

async function machineAnswers(machine, request, answer) {
  await machine.expect(request);
  machine.send(answer);
}

function opened(peer) {
  open.push(peer);
  return peer;
}

/** Leaves the hub as it was found, so that every scenario begins with no VM. */
async function leaveAll() {
  for (const peer of open.splice(0)) {
    peer.socket.close();
    setTimeout(() => peer.socket.terminate(), 1000).unref();
    await peer.closed;
  }
  const witness = await Peer.client(url);
  for (let vms = [0]; vms.length > 0; ) {
    ({ vms } = await witness.send({ type: "list_vms" }).next());
  }
  witness.socket.close();
  await witness.closed;
}

for (const [name, play] of Object.entries(scenarios)) {
  try {
    await play();
    await leaveAll();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.log(`FAILED: ${name}\n${error.stack}`);
    process.exit(1);
  }
}
