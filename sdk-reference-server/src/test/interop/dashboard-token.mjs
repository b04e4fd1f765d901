// The dashboard of a server that demands a token.
// Usage: node dashboard-token.mjs http://HOST:PORT CHROMIUM TOKEN
import assert from "node:assert/strict";
import { LOOKS, examine, launch, open, runAll } from "./browser.mjs";

const [base, executable, token] = process.argv.slice(2);
const browser = await launch(executable);
// A browser itself tells of each answer 401.
const refusal = (what) => what.includes("401 (Unauthorized)");
const page = await open(browser, base, {}, refusal);

await runAll({
  async "it asks for the token"() {
    await page.goto(base);
    await page.locator("dialog[open] #token-field").waitFor();
    assert.equal(await page.locator("#fleet-list tbody tr").count(), 0);
  },

  async "the question is accessible"() {
    for (const look of LOOKS) {
      const other = await open(browser, base, look, refusal);
      await other.goto(base);
      await other.locator("dialog[open]").waitFor();
      await examine(other, look.width);
      assert.deepEqual(other.problems, []);
      await other.close();
    }
  },

  async "a wrong token is refused, and asked for again"() {
    await page.fill("#token-field", "wrong");
    await page.press("#token-field", "Enter");
    await page.locator("#token-problem", { hasText: "refused" }).waitFor();
  },

  async "the right one opens everything, also after the page was loaded again"() {
    await page.fill("#token-field", token);
    await page.press("#token-field", "Enter");
    await page.waitForSelector('#connection[data-state="connected"]');
    await page.locator("#fleet-list tbody tr", { hasText: "vm-1" }).waitFor();
    await page.reload();
    await page.waitForSelector('#connection[data-state="connected"]');
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.ok(!page.url().includes("token"));
  },

  async "a token in the address works and is taken out of it"() {
    const other = await open(browser, base);
    await other.goto(`${base}/?token=${encodeURIComponent(token)}#/journal`);
    await other.waitForSelector('#connection[data-state="connected"]');
    await other.locator("#journal tbody tr").first().waitFor();
    assert.equal(other.url(), `${base}/#/journal`);
    assert.ok(!(await other.content()).includes(token));
    assert.deepEqual(other.problems, []);
    await other.close();
  },

  async "the server may go by a host's name, for who has the token"() {
    const named = base.replace(/\/\/[^:/]+/, "//build-box");
    const other = await open(browser, named, {}, refusal);
    await other.goto(named);
    await other.locator("dialog[open]").waitFor();
    await other.goto(`${named}/?token=${encodeURIComponent(token)}#/journal`);
    await other.waitForSelector('#connection[data-state="connected"]');
    await other.locator("#journal tbody tr").first().waitFor();
    assert.deepEqual(other.problems, []);
    await other.close();
  },

  async "another tab knows nothing of it"() {
    const other = await browser.newContext().then((context) => context.newPage());
    await other.goto(base);
    await other.locator("dialog[open]").waitFor();
    await other.context().close();
  },

  async "nothing else went wrong"() {
    assert.deepEqual(page.problems, []);
  },
});
await browser.close();
