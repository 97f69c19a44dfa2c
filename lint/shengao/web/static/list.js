// The findings beside the draft: by severity, with what may be done about each.

import { element } from "./element.js";

export const SEVERITIES = [
  ["error", "必改"],
  ["warning", "建议"],
  ["info", "提示"],
];

export class List {
  // `pointed` is told of a finding that was chosen, `selected` of another place that belongs to
  // it, `mended` of one with the edits of a fix (null where the draft is not to be changed),
  // `explained` gives a promise of why and how, `filtered` is told that another choice is shown.
  constructor(place, filters, { pointed, selected, mended, explained, filtered }) {
    this.place = place;
    this.filters = filters;
    this.fault = filters.querySelector("#fault");
    this.calls = { pointed, selected, mended, explained };
    this.items = new Map();
    this.findings = [];
    this.off = new Set();
    this.fault.addEventListener("change", () => {
      this.draw();
      filtered();
    });
    filters.querySelector("#severities").addEventListener("change", (event) => {
      this.off[event.target.checked ? "delete" : "add"](event.target.value);
      this.draw();
      filtered();
    });
  }

  show(findings) {
    this.findings = findings;
    this.filters.hidden = !findings.length;
    const chosen = this.fault.value;
    const counts = new Map();
    for (const one of findings) counts.set(one.fault, (counts.get(one.fault) || 0) + 1);
    const faults = [...counts].sort((one, other) => other[1] - one[1]);
    this.fault.replaceChildren(
      new Option("全部", ""),
      ...faults.map(([name, number]) => new Option(`${name} ${number}`, name))
    );
    this.fault.value = counts.has(chosen) ? chosen : "";
    this.filters.querySelector("#severities").replaceChildren(
      ...SEVERITIES.map(([severity, badge]) => {
        const box = element("input", { type: "checkbox", value: severity });
        box.checked = !this.off.has(severity);
        const number = findings.filter((one) => one.severity === severity).length;
        return element("label", { className: severity }, box, ` ${badge} ${number}`);
      })
    );
    this.draw();
  }

  shows(finding) {
    return !this.off.has(finding.severity) && (!this.fault.value || finding.fault === this.fault.value);
  }

  draw() {
    this.items.clear();
    const groups = SEVERITIES.map(([severity, badge]) => {
      const own = this.findings.filter((one) => one.severity === severity && this.shows(one));
      if (!own.length) return null;
      const items = own.map((one) => this.item(one));
      return element(
        "section",
        { className: `group ${severity}` },
        element("h2", {}, badge, element("span", {}, ` ${own.length}`)),
        element("ol", {}, ...items)
      );
    });
    this.place.replaceChildren(...groups.filter(Boolean));
  }

  item(finding) {
    const { pointed, selected, mended, explained } = this.calls;
    const words = finding.text.replace(/\s+/g, " ");
    const to = element(
      "button",
      { type: "button", className: "to" },
      element("span", { className: "fault" }, finding.fault),
      element("q", {}, words.length > 24 ? `${words.slice(0, 23)}…` : words || "此处"),
      element("span", { className: "where" }, finding.where)
    );
    to.addEventListener("click", () => pointed(finding));
    const fixes = finding.fixes.map((fix) => {
      if (!fix.edits.length) return element("span", { className: "verify" }, `核实后${fix.words}`);
      if (!mended) return element("span", { className: "verify" }, fix.words);
      const button = element("button", { type: "button", className: fix.safe ? "fix safe" : "fix" }, fix.words);
      button.addEventListener("click", () => mended(finding, fix.edits));
      return button;
    });
    const why = element("details", {}, element("summary", {}, "为什么、怎么改"));
    why.addEventListener("toggle", async () => {
      if (!why.open || why.children.length > 1) return;
      const said = await explained(finding.rule);
      if (said && why.children.length === 1) {
        const lines = [said.how && `怎么改：${said.how}`, said.why && `为什么：${said.why}`, `规则：${finding.rule}`];
        why.append(...lines.filter(Boolean).map((line) => element("p", {}, line)));
      }
    });
    const item = element(
      "li",
      { className: `finding ${finding.severity}` },
      to,
      element("p", { className: "message" }, finding.message),
      ...finding.related.map((one) => {
        const link = element("button", { type: "button", className: "related" }, `参见：${one.message}`);
        link.addEventListener("click", () => selected(one));
        return link;
      }),
      fixes.length ? element("p", { className: "fixes" }, ...fixes) : "",
      why
    );
    this.items.set(finding, item);
    return item;
  }

  // Shows which finding is spoken of; none where it is null.
  point(finding) {
    for (const [one, item] of this.items) item.classList.toggle("current", one === finding);
    const item = this.items.get(finding);
    if (item) item.scrollIntoView({ block: "nearest" });
  }

  // Findings whose words have been changed since wait to be judged again.
  keep(findings) {
    const left = new Set(findings);
    for (const [one, item] of this.items) item.classList.toggle("gone", !left.has(one));
  }
}
