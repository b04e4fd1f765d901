// The dashboard in a real browser, used as a person would use it.
// Usage: node dashboard.mjs http://HOST:PORT CHROMIUM EXECUTION-ID FOLDER-FOR-PICTURES
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { LOOKS, examine, launch, open, runAll } from "./browser.mjs";

const [base, executable, execution, pictures] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const browser = await launch(executable);
const page = await open(browser, base);
const line = (kind, text) => page.locator(`#vm .line[data-kind="${kind}"]`, { hasText: text });
const run = async (command) => {
  await page.fill("#command-line", command);
  await page.press("#command-line", "Enter");
};
const go = (section) => page.click(`nav >> text=${section}`);
const output = async () => (await page.locator('#vm .line[data-kind="stdout"]').allTextContents()).map((text) => text.trim());
const applied = async () => (await (await fetch(`${base}/drover/faults`)).json()).applied;
const shown = (look) => `${look.width < 500 ? "narrow" : "wide"}-${look.scheme}`;

await runAll({
  async "the page connects by itself"() {
    await page.goto(base);
    await page.waitForSelector('#connection[data-state="connected"]');
    assert.equal(await page.title(), "Fleet · Drover");
  },

  async "a VM is started for a test case"() {
    await page.fill("#test-case", "login");
    await page.fill("#steps", "go to login page\nenter credentials");
    await page.click("text=Spin up >> nth=-1");
    await page.locator("#fleet-list tr", { hasText: "login" }).waitFor();
    await page.locator("#vm", { hasText: "Works on the test case login." }).waitFor();
    assert.deepEqual(await page.locator("#vm ol li").allTextContents(), ["go to login page", "enter credentials"]);
  },

  async "output is seen while the command goes on"() {
    await run("echo first; read answer; echo got $answer; echo careful >&2; exit 3");
    await line("stdout", "first").waitFor();
    assert.equal(await line("problem", "exit code").count(), 0);
    await page.fill("#input-line", "forty-two");
    await page.click("text=Send >> nth=0");
    await line("stdout", "got forty-two").waitFor();
    await line("stderr", "careful").waitFor();
    await line("problem", "exit code 3").waitFor();
  },

  async "a command is stopped"() {
    await run("echo working; sleep 600");
    await line("stdout", "working").waitFor();
    const before = await page.locator('#vm .line[data-kind="problem"]').count();
    await page.click("text=Stop");
    await page.locator('#vm .line[data-kind="problem"]').nth(before).waitFor();
    await page.locator("#vm button", { hasText: "Run" }).and(page.locator(":enabled")).waitFor();
  },

  async "input can be ended, and earlier commands come back"() {
    await run("cat; echo all read");
    await page.click("text=End of input");
    await line("stdout", "all read").waitFor();
    await page.locator("#vm button", { hasText: "Run" }).and(page.locator(":enabled")).waitFor();
    await page.press("#command-line", "ArrowUp");
    assert.equal(await page.inputValue("#command-line"), "cat; echo all read");
  },

  async "what a VM says is text and nothing else"() {
    await run(`printf '<img src=x onerror=alert(1)>\\n\\033[31mred\\033[0m\\n10%%\\r20%%\\n'`);
    await line("stdout", "<img src=x onerror=alert(1)>").waitFor();
    await line("stdout", /^red$/).waitFor();
    await line("stdout", /^20%$/).waitFor();
    assert.equal(await page.locator("#vm .console img").count(), 0);
  },

  async "a screenshot is shown"() {
    await page.click("text=Take a screenshot");
    const image = page.locator(".shots img").first();
    await image.waitFor();
    await page.waitForFunction(() => document.querySelector(".shots img").naturalWidth > 100);
  },

  async "an execution is watched, and its preview moves"() {
    await go("Executions");
    await page.click(`#executions-list a >> text=${execution.slice(0, 8)}`);
    await page.locator("#execution tbody tr", { hasText: "sms_test_module" }).first().waitFor();
    await page.locator('#execution .line[data-kind="INFO"]').first().waitFor();
    await page.waitForFunction(() => document.querySelector("#execution progress").value > 0);
    const frames = new Set();
    const image = page.locator('.tile[data-device="emulator-5554"] img');
    await image.waitFor();
    for (const end = Date.now() + 60_000; frames.size < 5 && Date.now() < end; ) {
      frames.add(await image.getAttribute("src"));
      await page.waitForTimeout(100);
    }
    assert.ok(frames.size >= 5, `only ${frames.size} different frames`);
  },

  async "the picture of a step is fetched and shown"() {
    await page.locator("#execution button", { hasText: "Show" }).first().click();
    await page.locator("#execution img.picture").waitFor();
    await page.waitForFunction(() => document.querySelector("img.picture").naturalWidth > 0);
  },

  async "agents of the runner and their jobs are shown"() {
    await go("Runner");
    await page.locator("#runner tr", { hasText: "agent-7" }).filter({ hasText: "busy" }).waitFor();
    await page.locator("#runner tr", { hasText: "job-1" }).filter({ hasText: "execution" }).waitFor();
  },

  async "previews pause while nobody sees them"() {
    await go("Journal");
    await page.fill("#journal-text", "stop_preview");
    await page.locator("#journal tbody tr", { hasText: "stop_preview" }).first().waitFor();
  },

  async "the journal is filtered"() {
    await page.fill("#journal-text", "");
    await page.selectOption("#journal-kind", "sent");
    await page.selectOption("#journal-role", "vm");
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll("#journal tbody tr")];
      // The first choice alone leaves those to clients, too.
      const toVm = (row) => row.textContent.includes("← out") && row.querySelector(".hint").textContent === "vm";
      return rows.length > 0 && rows.every(toVm);
    });
    assert.equal(await page.locator("#journal tbody tr", { hasText: "list_vms" }).count(), 0);
  },

  async "a fault cuts the dashboard itself in the middle of a command, and nothing is missing"() {
    await go("Fleet");
    const before = (await output()).length;
    await run("for i in $(seq 1 40); do echo line $i; sleep 0.2; done");
    await line("stdout", "line 1").first().waitFor();
    await go("Faults");
    await page.selectOption("#fault", "cut");
    await page.selectOption("#fault-phase", "mid_stream");
    await page.fill("#fault-count", "3");
    await page.selectOption("#fault-role", "client");
    const struck = await applied();
    await page.click("#faults button >> text=Inject");
    await page.waitForFunction((n) => !document.querySelector("#faults .hint").textContent.startsWith(`${n} `), struck);
    await go("Fleet");
    await line("gap", "not connected from").waitFor();
    await line("end", "exit code 0").last().waitFor();
    await line("stdout", "line 40").waitFor();
    const lines = (await output()).slice(before);
    assert.deepEqual(lines, Array.from({ length: 40 }, (_, i) => `line ${i + 1}`));
    assert.equal(await applied(), struck + 1);
  },

  async "all clients are cut, and the watched execution tells of the gap"() {
    await go("Faults");
    await page.click("#faults button >> text=/^client$/");
    await go("Executions");
    await page.locator('#execution .line[data-kind="gap"]').last().waitFor();
    await page.waitForSelector('#connection[data-state="connected"]');
    const image = page.locator('.tile[data-device="emulator-5554"] img');
    const old = await image.getAttribute("src");
    await page.waitForFunction((src) => document.querySelector('.tile[data-device="emulator-5554"] img').src !== src, old);
  },

  async "a hub that falls silent is left for another connection"() {
    await page.evaluate(() => {
      globalThis.states = [];
      const mark = document.getElementById("connection");
      new MutationObserver(() => globalThis.states.push(mark.dataset.state)).observe(mark, { attributes: true });
    });
    // Watch nothing, so that the fault finds no other client.
    await page.goto(`${base}/#/executions`);
    await page.locator("#execution", { hasText: "No execution chosen" }).waitFor();
    await go("Faults");
    await page.selectOption("#fault", "half_open");
    await page.selectOption("#fault-phase", "mid_request");
    await page.fill("#fault-count", "1");
    await page.click("#faults button >> text=Inject");
    await page.waitForFunction(() => globalThis.states.includes("reconnecting"));
    await page.waitForSelector('#connection[data-state="connected"]');
    await go("Fleet");
    await run("echo back again");
    await line("stdout", "back again").waitFor();
  },

  async "a VM is given back"() {
    await page.click("text=Release");
    await page.locator("#vm", { hasText: "Free." }).waitFor();
  },

  async "everything can be reached by keyboard"() {
    await page.goto("about:blank");
    await page.goto(`${base}/#/faults`);
    await page.waitForSelector("#fault");
    const reached = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim()));
    }
    for (const name of ["Skip to content", "Fleet", "Journal", "fault", "fault-role", "Inject", "Take all back", "client"]) {
      assert.ok(reached.includes(name), `${name} is not among ${reached.join(", ")}`);
    }
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  },

  async "whoever uses the keyboard keeps the place, and hears what happens each time"() {
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id);
    await page.goto("about:blank");
    await page.goto(`${base}/#/journal`);
    await page.waitForSelector('#connection[data-state="connected"]');
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    assert.ok(await page.locator("#journal").isVisible());
    await go("Fleet");
    await page.locator("#fleet-list tbody a").first().click();
    const said = await page.evaluateHandle(() => {
      const heard = [];
      const place = document.getElementById("announce");
      new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true, characterData: true, subtree: true });
      return heard;
    });
    for (let shots = 1; shots <= 2; shots++) {
      await page.press("text=Take a screenshot", "Enter");
      await page.waitForFunction(([heard, n]) => heard.length === n, [said, shots]);
      assert.equal(await focused(), "Take a screenshot");
    }
    await run("sleep 600");
    await page.press("#vm button:enabled >> text=Stop", "Enter");
    await page.locator("#vm button", { hasText: "Run" }).and(page.locator(":enabled")).waitFor();
    assert.equal(await focused(), "command-line");
  },

  async "nothing went wrong on the page, and nothing was asked elsewhere"() {
    assert.deepEqual(page.problems, []);
  },

  async "every section is accessible in both widths and colours"() {
    for (const look of LOOKS) {
      const other = await open(browser, base, look);
      const picture = (name) => other.screenshot({ path: `${pictures}/dashboard-${name}-${shown(look)}.png` });
      await other.goto(base);
      await other.waitForSelector('#connection[data-state="connected"]');
      await other.locator("#fleet-list tbody a").first().click();
      await other.fill("#command-line", "uname -s; for part in 1 2 3; do echo unpacking part $part of 3; done; echo careful >&2; exit 2");
      await other.press("#command-line", "Enter");
      await other.locator("#vm .line", { hasText: "exit code 2" }).waitFor();
      await other.click("text=Take a screenshot");
      await other.locator(".shots img").waitFor();
      await examine(other, look.width);
      await picture("fleet");
      await other.goto(`${base}/#/executions/${execution}`);
      await other.locator('.tile[data-device="pixel-8"] img').waitFor();
      await other.locator("#execution tbody tr").first().waitFor();
      await examine(other, look.width);
      await picture("execution");
      await other.goto(`${base}/#/runner`);
      await other.locator("#runner tr", { hasText: "job-1" }).waitFor();
      await examine(other, look.width);
      await picture("runner");
      await other.goto(`${base}/#/journal`);
      await other.locator("#journal tbody tr").first().waitFor();
      await examine(other, look.width);
      await picture("journal");
      await other.goto(`${base}/#/faults`);
      await other.locator("#fault").waitFor();
      await examine(other, look.width);
      await picture("faults");
      assert.deepEqual(other.problems, []);
      await other.close();
    }
  },
});
await browser.close();
