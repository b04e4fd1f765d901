// A page in the system's own Chromium, watched for whatever must not happen on it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP build-box 127.0.0.1"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const PATIENCE = 60_000;
export const LOOKS = [1280, 390].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

export async function launch(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page that notes errors, and addresses other than the server's. */
export async function open(browser, base, { width = 1280, scheme = "light" } = {}, allowed = () => false) {
  const page = await browser.newPage({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme: scheme, bypassCSP: false });
  page.setDefaultTimeout(PATIENCE);
  page.problems = [];
  const note = (what) => allowed(what) || page.problems.push(what);
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && note(message.text()));
  page.on("pageerror", (error) => note(String(error.stack)));
  page.on("dialog", (dialog) => note(`dialog: ${dialog.message()}`));
  const here = new URL(base).host;
  const check = (url) => /^(data|blob):/.test(url) || new URL(url).host === here || note(`elsewhere: ${url}`);
  page.on("request", (request) => check(request.url()));
  page.on("websocket", (socket) => check(socket.url()));
  return page;
}

/** What axe finds wrong, and whether the page is wider than its window. */
export async function examine(page, width) {
  // Run by the debugger, not by the page, whose policy would refuse it.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 120)} ${node.failureSummary}`).join(" | ")}`);
  assert.deepEqual(told, []);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, "the page scrolls sideways");
}

/** Runs scenarios one after the other and tells of each; the first that fails ends it all. */
export async function runAll(scenarios) {
  for (const [name, scenario] of Object.entries(scenarios)) {
    try {
      await scenario();
      console.log(`ok: ${name}`);
    } catch (problem) {
      console.log(`FAILED: ${name}\n${problem.stack}`);
      process.exitCode = 1;
      return;
    }
  }
}
