// The page of the editors' desk: what came in, one draft, decisions, drafts on one event.
// Which of them is shown stands after the # of the address, so that the browser leads back.

import * as card from "./card.js";
import { compared } from "./compared.js";
import { askAccept, askReturn, decides, suggest } from "./dialogs.js";
import { Editor } from "./editor.js";
import { element } from "./element.js";
import * as events from "./events.js";
import { List } from "./list.js";
import * as server from "./server.js";

const STEP = 200; // drafts that are listed at first, and more each time
const PAUSE = 250; // milliseconds after the last key

const at = (id) => document.getElementById(id);
const VIEWS = ["list", "draft", "events", "beside", "compared"];
const wanted = { sort: "rank", limit: STEP };
let numbers = []; // of the drafts in the list, in order
let draft = null;
let comparison = null; // the last one with a published version, which is not kept
let turn = 0; // counts what was asked for: an answer that comes late is not shown
let timer = 0;

const editor = new Editor(at("text"), at("marks"), at("scroller"), {
  changed: () => {},
  pointed: (finding) => point(finding, false),
});
const list = new List(at("findings"), at("filters"), {
  pointed: (finding) => point(finding, true),
  selected: (place) => editor.select(place),
  mended: null,
  explained: (rule) => tried(() => server.rule(rule, draft.path.slice(-100))),
  filtered: () => editor.show(editor.findings, (finding) => list.shows(finding)),
});

// The list

async function showList() {
  const asked = ++turn;
  for (const [name, value] of new FormData(at("wanted"))) wanted[name] = value.trim();
  const found = await tried(() => server.drafts(wanted));
  if (!found || asked !== turn) return;
  numbers = found.drafts.map((one) => one.number);
  at("closing").textContent = found.closing;
  at("more").hidden = found.count <= found.drafts.length;
  at("drafts").replaceChildren(...found.drafts.map(line));
  for (const button of document.querySelectorAll("[data-sort]"))
    button.parentElement.ariaSort = button.dataset.sort === wanted.sort ? "other" : null;
  view("list");
}

function line(one) {
  const number = (value) => element("td", { className: "number" }, value === null ? "—" : `${value}`);
  const title = element("a", { href: `#${one.number}` }, one.title);
  const flags = [one.urgent && "急", one.solicited && "约", one.state !== "待处理" && one.state].filter(Boolean);
  const row = element(
    "tr",
    { className: one.failed ? "failed" : "" },
    element("td", { className: "number" }, `${one.number}`),
    element("td", { className: "moment" }, one.received.slice(0, 16)),
    element("td", { className: "unit" }, one.unit || "—"),
    element("td", { className: "title" }, ...flags.map((flag) => element("span", { className: "flag" }, flag)), title),
    element("td", { className: "genre" }, one.genre || "—"),
    ...Object.values(one.criteria).map(number),
    element("td", { className: `number total band-${one.band || "none"}` }, one.total === null ? "—" : `${one.total}`),
    element(
      "td",
      { className: "suggestion" },
      one.suggestion ? element("b", { className: `suggest-${one.suggestion}` }, one.suggestion) : "",
      element("span", {}, one.reason)
    )
  );
  row.addEventListener("click", (event) => {
    if (event.target !== title) location.hash = one.number;
  });
  return row;
}

// One draft

async function showDraft(number) {
  const asked = ++turn;
  const found = await tried(() => server.one(number));
  if (!found || asked !== turn) return;
  draft = found;
  const { judged } = draft;
  view("draft"); // first, since what is hidden has no places
  document.title = `${draft.title} - 审稿`;
  editor.load((draft.text || "").replace(/\r\n?/g, "\n"));
  const findings = judged ? judged.findings : [];
  list.show(findings);
  editor.show(findings, (finding) => list.shows(finding));
  if (judged) card.show(at("card"), judged.score, judged.characters);
  else at("card").hidden = true;
  at("status").textContent = judged
    ? `${judged.characters} 字，${findings.length ? `${findings.length} 处问题` : "没有发现问题"}`
    : draft.state;
  const why = draft.why || (judged ? "" : "原件现在读不了，看不到问题标在哪里，请用 shengao inbox show 看。");
  at("note").hidden = !why;
  at("note").textContent = why;
  at("sheet").hidden = !draft.text;
  at("about").replaceChildren(
    ...draft.about.map(([name, said]) => element("div", {}, element("dt", {}, name), element("dd", {}, said))),
    ...draft.decisions.map(({ made, who, kind, note }) =>
      element("div", {}, element("dt", {}, kind), element("dd", {}, `${made.slice(0, 16)}　${who}${note ? `　${note}` : ""}`))
    )
  );
  const place = numbers.indexOf(draft.number);
  at("previous").disabled = place <= 0;
  at("next").disabled = place < 0 || place === numbers.length - 1;
  at("accept").disabled = draft.secret;
  at("accept").title = draft.secret ? "带有密级标志，请按保密规定处理" : "";
}

function point(finding, jump) {
  editor.current = finding;
  list.point(finding);
  if (jump) editor.point(finding);
  else editor.draw();
}

function step(by) {
  location.hash = numbers[numbers.indexOf(draft.number) + by];
}

// Decisions

async function accept(words) {
  const { published, others, ...adoption } = Object.fromEntries(words);
  adoption.others = others.split(/[、，,；;\s]+/).filter(Boolean);
  const { number, title } = draft;
  // First, since a file that cannot be read must not leave an adoption behind.
  const found = published.name ? await server.published(number, published) : null;
  const done = `第 ${number} 号：${await server.accept(number, adoption)}`;
  if (found) {
    comparison = { ...found, number, title, name: published.name, file: published, done };
    location.hash = `compared=${number}`;
  } else {
    await showDraft(number);
    tell(done);
  }
}

function showCompared(number) {
  if (comparison?.number !== number) return showDraft(number);
  turn += 1;
  const save = () => tried(() => server.saveComparison(number, comparison.file));
  at("compared").replaceChildren(...compared(comparison, save));
  view("compared");
  document.title = `${comparison.title} - 审稿`;
  tell(comparison.done);
}

async function giveBack(words) {
  const codes = words.getAll("reason");
  if (!codes.length) throw new Error("请至少选一条理由。");
  const name = await server.giveBack(draft.number, {
    reasons: codes,
    note: words.get("note"),
    until: words.get("until") || null,
  });
  await showDraft(draft.number);
  tell(`第 ${draft.number} 号：记为已退改，已下载 ${name}`);
}

// Drafts on one event

async function showEvents() {
  const asked = ++turn;
  view("events");
  const days = Object.fromEntries(new FormData(at("days")));
  const found = await tried(() => server.events(days));
  if (!found || asked !== turn) return;
  at("counted").textContent = `${found.since} 至 ${found.until} 收到的来稿，${
    found.events.length ? `${found.events.length} 件事有几个单位报` : "没有几个单位报同一件事的"
  }。`;
  at("groups").replaceChildren(...found.events.map(events.group));
  document.body.dataset.state = "shown";
}

async function showBeside(drafts) {
  const asked = ++turn;
  const found = await tried(() => server.beside(drafts));
  if (!found || asked !== turn) return;
  at("beside").replaceChildren(...events.beside(found));
  view("beside");
}

// Which of them

function view(name) {
  for (const one of VIEWS) at(one).hidden = one !== name;
  at("decide").hidden = name !== "draft";
  at("to-list").ariaCurrent = ["list", "draft", "compared"].includes(name) ? "page" : null;
  at("to-events").ariaCurrent = name === "events" || name === "beside" ? "page" : null;
  document.title = name === "list" ? "来稿 - 审稿" : "同一事件 - 审稿";
  document.body.dataset.state = name === "events" ? "busy" : "shown";
}

function route() {
  quiet();
  at("told").hidden = true;
  const [name, rest] = location.hash.slice(1).split("=");
  if (/^\d+$/.test(name)) return showDraft(Number(name));
  if (name === "compared") return showCompared(Number(rest));
  if (name === "beside" && rest) return showBeside(rest.split(","));
  if (name === "events") return showEvents();
  return showList();
}

// What is said to the editor

function tell(words) {
  at("told").textContent = words;
  at("told").hidden = false;
}

function complain(words) {
  at("trouble").querySelector("span").textContent = words;
  at("trouble").hidden = false;
}

function quiet() {
  at("trouble").hidden = true;
}

// What `work` gives; null, and a word to the editor, where it fails.
async function tried(work) {
  try {
    return await work();
  } catch (error) {
    complain(error.message);
    return null;
  }
}

// Wiring

at("trouble").querySelector("button").addEventListener("click", quiet);
at("wanted").addEventListener("submit", (event) => event.preventDefault());
at("wanted").addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    wanted.limit = STEP;
    showList();
  }, PAUSE);
});
for (const button of document.querySelectorAll("[data-sort]"))
  button.addEventListener("click", () => {
    wanted.sort = button.dataset.sort;
    showList();
  });
at("more").addEventListener("click", () => {
  wanted.limit += STEP;
  showList();
});
at("days").addEventListener("submit", (event) => event.preventDefault());
at("days").addEventListener("change", showEvents);
at("previous").addEventListener("click", () => step(-1));
at("next").addEventListener("click", () => step(1));
at("accept").addEventListener("click", () => askAccept(draft));
at("return").addEventListener("click", () => askReturn(draft));
decides(at("accepting"), accept);
decides(at("returning"), giveBack);
addEventListener("hashchange", route);

history.replaceState(null, "", `/inbox${location.hash}`); // the token is a cookie by now
tried(async () => {
  const { genres } = await server.options();
  at("wanted").elements.genre.append(...genres.map((name) => new Option(name, name)));
});
tried(async () => suggest(await server.words()));
route();
