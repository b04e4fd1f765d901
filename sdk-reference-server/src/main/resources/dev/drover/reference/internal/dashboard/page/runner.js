// The runner's side: agents that registered over Socket.IO, and the jobs that they do.
import { $, badge, el, setText, table } from "./dom.js";
import { json, repeat } from "./api.js";

const EVERY = 2_000;

export class Runner {
  #drawn = "";

  constructor() {
    this.agents = el("tbody");
    this.jobs = el("tbody");
    this.agentCount = el("p", { class: "hint" });
    this.jobCount = el("p", { class: "hint" });
    $("runner-panel").append(
      el("div", { class: "card" }, el("h2", {}, "Agents"), this.agentCount, table("Agents of the runner", ["Agent", "Name", "State"], this.agents)),
      el("div", { class: "card" }, el("h2", {}, "Jobs"), this.jobCount, table("Jobs under way", ["Execution", "Kind", "Agent"], this.jobs)));
    repeat($("runner"), EVERY, async () => this.#show(await json("GET", "/drover/runner")));
  }

  #show({ agents, jobs }) {
    const now = JSON.stringify([agents, jobs]);
    if (now === this.#drawn) {
      return;
    }
    this.#drawn = now;
    setText(this.agentCount, agents.length === 0 ? "None. Agents register at /socket.io/." : `${agents.length} registered`);
    setText(this.jobCount, jobs.length === 0 ? "None under way. What agents said stands in the journal." : `${jobs.length} under way`);
    this.agents.replaceChildren(...agents.slice(0, 200).map((agent) => el("tr", {},
      el("th", { scope: "row", class: "id" }, agent.agent_id), el("td", {}, agent.name), el("td", {}, badge(agent.status)))));
    this.jobs.replaceChildren(...jobs.slice(0, 200).map((job) => el("tr", {},
      el("th", { scope: "row", class: "id" }, job.execution_id), el("td", {}, job.recording ? "recording" : "execution"), el("td", {}, job.agent_id))));
  }
}
