// The page: opens drafts, has them judged as they are written, shows and saves what comes of it.

import * as card from "./card.js";
import * as server from "./server.js";
import { Editor } from "./editor.js";
import { List } from "./list.js";

const PAUSE = 30; // milliseconds after the last key
const LONG = 300; // milliseconds of a judgement, of which half is then waited for more keys
const LONGEST_PAUSE = 1000;

const at = (id) => document.getElementById(id);
const draft = { name: "", blob: null, text: null, copied: "", dated: "" };
let limits = { suffixes: [], largest: Infinity, pasted: "稿件.txt" };
let timer = 0;
let busy = false;
let again = false;
let cost = 0; // milliseconds that the last judgement took

const editor = new Editor(at("text"), at("marks"), at("scroller"), {
  changed: () => {
    list.keep(editor.findings);
    state();
    if (!editor.composing) judgeSoon();
  },
  pointed: (finding) => point(finding, false),
});
const list = new List(at("findings"), at("filters"), {
  pointed: (finding) => point(finding, true),
  selected: (place) => editor.select(place),
  mended: (finding, edits) => {
    if (editor.findings.includes(finding)) editor.replace(edits);
  },
  explained: (rule) => tried(() => server.rule(rule, draft.name || limits.pasted)),
  filtered: () => editor.show(editor.findings, isShown),
});

// Judging

const isShown = (finding) => list.shows(finding);
const isUntouched = () => draft.blob !== null && editor.text === draft.text;

// What is sent: the file itself as long as its text was not changed, else the text.
function sent() {
  const name = draft.name || limits.pasted;
  const about = { genre: at("genre").value, submitted: at("submitted").value };
  if (isUntouched()) return { name, body: draft.blob, ...about };
  const kept = /\.(md|markdown)$/i.test(name);
  return {
    name: kept ? name : name.replace(/\.[^.]*$/, "") + ".txt",
    body: new Blob(["\ufeff", editor.text]),
    ...about,
  };
}

function judgeSoon() {
  clearTimeout(timer);
  timer = setTimeout(judge, cost < LONG ? PAUSE : Math.min(cost / 2, LONGEST_PAUSE));
}

async function judge() {
  clearTimeout(timer);
  if (busy) {
    again = true;
    return;
  }
  if (!editor.text.trim()) {
    show({ findings: [], score: null, characters: 0, crashes: [], suppressed: 0, genre: "" });
    return;
  }
  busy = true;
  document.body.dataset.state = "busy";
  do {
    again = false;
    const version = editor.version;
    const begun = performance.now();
    const judged = await tried(() => server.check(sent()));
    cost = performance.now() - begun;
    if (judged === null) {
      at("status").textContent = "没有检查成";
      break;
    }
    if (version === editor.version && !editor.composing && !again) show(judged);
  } while (again);
  busy = false;
  if (document.body.dataset.state === "busy") document.body.dataset.state = "waiting";
}

function show(judged) {
  const { findings, score, characters, crashes, suppressed, genre } = judged;
  editor.current = null;
  list.show(findings);
  editor.show(findings, isShown);
  card.show(at("card"), score, characters);
  at("genre").options[0].text = genre && !at("genre").value ? `自动：${genre}` : "自动识别";
  const counted = findings.length ? `${findings.length} 处问题` : "没有发现问题";
  const more = suppressed ? `，${suppressed} 处已放行` : "";
  at("status").textContent = characters ? `${characters} 字，${counted}${more}` : "等待稿件";
  for (const crash of crashes) complain(crash);
  if (score && isUntouched() && score.submitted_from.startsWith("Word") && !at("submitted").value) {
    // The text alone does not hold this day, and it is to count when the text is changed, too.
    draft.dated = at("submitted").value = score.submitted;
    at("submitted").title = `取自${score.submitted_from}，请核对`;
  }
  state();
  document.body.dataset.state = "judged";
  document.body.dataset.version = editor.version;
}

function point(finding, jump) {
  editor.current = finding;
  list.point(finding);
  if (jump && editor.findings.includes(finding)) editor.point(finding);
  else editor.draw();
}

// Opening and saving

async function open(file) {
  if (file.size > limits.largest) {
    complain(`${file.name} 超过 ${Math.floor(limits.largest / 2 ** 20)} MB，太大了；图片多的请先压缩图片。`);
    return;
  }
  if (unsaved() && !confirm("现在的稿件改过，还没有复制出来。换成新的稿件吗？")) return;
  await tried(async () => {
    const blob = new Blob([await file.arrayBuffer()]);
    const text = (await server.text({ name: file.name, body: blob })).replace(/\r\n?/g, "\n");
    const isWord = /\.docx$/i.test(file.name);
    Object.assign(draft, { name: file.name, blob: isWord ? blob : null, text, copied: text });
    if (at("submitted").value === draft.dated) at("submitted").value = "";
    draft.dated = at("submitted").title = "";
    quiet();
    editor.load(text);
  });
}

async function save(path, made, whole) {
  const done = await tried(() => server.save(path, whole || sent()));
  if (done) at("status").textContent = `已下载 ${made}：${done}`;
}

const unsaved = () => editor.text.trim() !== "" && editor.text !== draft.copied;

function state() {
  const isEmpty = !editor.text.trim();
  at("name").textContent = draft.name;
  for (const id of ["copy", "report", "facts"]) at(id).disabled = isEmpty;
  at("annotated").disabled = draft.blob === null;
  at("annotated").title =
    draft.blob === null
      ? "只有打开的 .docx 能加批注"
      : "在打开的 .docx 上加批注，原文件不动";
  const edited = draft.blob !== null && !isUntouched();
  at("note").hidden = !edited;
  at("note").textContent = edited
    ? "文字改过了。批注稿仍打在打开的 .docx 上，不含在这里所作的修改；修改请用“复制全文”取走。"
    : "";
}

// Trouble

function complain(words) {
  at("trouble").querySelector("span").textContent = words;
  at("trouble").hidden = false;
}

function quiet() {
  at("trouble").hidden = true;
}

// What `work` gives; null, and a word to the writer, where it fails.
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
at("open").addEventListener("click", () => at("file").click());
at("file").addEventListener("change", () => {
  if (at("file").files.length) open(at("file").files[0]);
  at("file").value = "";
});
at("genre").addEventListener("change", judge);
at("submitted").addEventListener("change", judge);
at("copy").addEventListener("click", () =>
  tried(async () => {
    await navigator.clipboard.writeText(editor.text);
    draft.copied = editor.text;
    at("status").textContent = "已复制全文";
  })
);
at("annotated").addEventListener("click", () =>
  save("annotated", "批注稿", { ...sent(), name: draft.name, body: draft.blob })
);
at("report").addEventListener("click", () => save("report", "报告"));
at("facts").addEventListener("click", () => save("facts", "核稿表"));

const holdsFile = (event) => [...event.dataTransfer.types].includes("Files");
addEventListener("dragover", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  at("drop").hidden = false;
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) at("drop").hidden = true;
});
addEventListener("drop", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  at("drop").hidden = true;
  if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
});
addEventListener("beforeunload", (event) => {
  if (unsaved()) event.preventDefault();
});
addEventListener("keydown", (event) => {
  if (event.key !== "F8") return;
  event.preventDefault();
  const shown = editor.findings.filter(isShown);
  if (!shown.length) return;
  const step = event.shiftKey ? -1 : 1;
  const index = shown.indexOf(editor.current);
  point(shown[index < 0 ? (step > 0 ? 0 : shown.length - 1) : (index + step + shown.length) % shown.length], true);
});

history.replaceState(null, "", "/"); // the token is a cookie by now
state();
tried(async () => {
  limits = await server.options();
  at("file").accept = limits.suffixes.join(",");
  at("inbox").hidden = !limits.inbox;
  at("genre").append(...limits.genres.map((name) => new Option(name, name)));
  document.body.dataset.state = "ready";
});
