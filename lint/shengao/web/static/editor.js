// The draft as it is written: a plain text area, so that every input method works, and under it
// the same text with the findings marked. Offsets count UTF-16 units, as text areas do.

const RANKS = { error: 0, warning: 1, info: 2 };

export class Editor {
  // `changed` is told of every change, `pointed` which finding the caret was put into, or null.
  constructor(area, marks, scroller, { changed, pointed }) {
    this.area = area;
    this.marks = marks;
    this.scroller = scroller;
    this.findings = [];
    this.hidden = new Set();
    this.current = null;
    this.version = 0;
    this.composing = false;
    this.text = "";
    this.changed = changed;
    area.addEventListener("compositionstart", () => (this.composing = true));
    area.addEventListener("compositionend", () => {
      this.composing = false;
      this.typed();
    });
    area.addEventListener("input", () => this.typed());
    area.addEventListener("click", () => pointed(this.under(area.selectionStart)));
    this.draw();
  }

  // Another draft in place of the one that was here.
  load(text) {
    this.area.value = text;
    this.area.setSelectionRange(0, 0);
    this.findings = [];
    this.scroller.scrollTop = 0;
    this.typed();
  }

  typed() {
    const text = this.area.value;
    if (text !== this.text) {
      this.findings = moved(this.findings, this.text, text);
      this.text = text;
      this.version += 1;
    }
    this.draw();
    this.changed();
  }

  // Marks those of the findings for which `test` holds.
  show(findings, test) {
    this.findings = findings;
    this.hidden = new Set(findings.filter((one) => !test(one)));
    this.draw();
  }

  under(offset) {
    const here = this.findings.filter(
      (one) => !this.hidden.has(one) && marked(one, this.text).start <= offset && offset <= marked(one, this.text).end
    );
    here.sort((one, other) => one.end - one.start - (other.end - other.start));
    return here[0] || null;
  }

  // Selects the words of a finding and brings them into view.
  point(finding) {
    this.current = finding;
    this.draw();
    this.select(finding);
  }

  // Selects words and brings them into view, the window too where the draft does not scroll alone.
  select({ start, end }) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const place = this.where(start);
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const first = Math.max(top, 0) + 40;
    const last = Math.min(bottom, innerHeight) - 80;
    if (place >= first && place <= last) return;
    const by = place - first - (last - first) / 3;
    if (this.scroller.scrollHeight > this.scroller.clientHeight) this.scroller.scrollTop += by;
    else scrollBy(0, by);
  }

  // Where a character stands in the window, in pixels from its top.
  where(offset) {
    const nodes = document.createTreeWalker(this.marks, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (offset < at + node.length) {
        const range = document.createRange();
        range.setStart(node, offset - at);
        range.setEnd(node, offset - at + 1);
        return range.getBoundingClientRect().top;
      }
      at += node.length;
    }
    return 0;
  }

  // Makes edits as if they were typed, so that they can be undone.
  replace(edits) {
    const first = edits[0].start;
    const last = edits[edits.length - 1].end;
    let words = "";
    let at = first;
    for (const edit of edits) {
      words += this.text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    words += this.text.slice(at, last);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(first, last);
    const done = words
      ? document.execCommand("insertText", false, words)
      : first === last || document.execCommand("delete");
    if (!done) {
      this.area.setRangeText(words, first, last, "end");
      this.typed();
    }
  }

  draw() {
    const shown = this.findings.filter((one) => !this.hidden.has(one));
    const parts = document.createDocumentFragment();
    for (const { start, end, on } of stretches(this.text, shown)) {
      const words = this.text.slice(start, end);
      if (!on.length) {
        parts.append(words);
        continue;
      }
      const mark = document.createElement("mark");
      const severest = Math.min(...on.map((one) => RANKS[one.severity]));
      mark.className = Object.keys(RANKS)[severest];
      if (on.includes(this.current)) mark.classList.add("current");
      mark.textContent = words;
      parts.append(mark);
    }
    parts.append("\u200b"); // gives the last line its height where it is empty
    this.marks.replaceChildren(parts);
  }
}

// Where a finding is marked: one that only inserts, at the character before it.
function marked({ start, end }, text) {
  if (start < end) return { start, end };
  return start > 0 ? { start: start - 1, end: start } : { start, end: Math.min(1, text.length) };
}

// The text cut where findings begin and end, each stretch with those on it.
function stretches(text, findings) {
  const spans = findings.map((one) => ({ ...marked(one, text), one }));
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans) cuts.add(start).add(end);
  const edges = [...cuts].filter((cut) => cut <= text.length).sort((one, other) => one - other);
  spans.sort((one, other) => one.start - other.start);
  const found = [];
  let open = [];
  let next = 0;
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const start = edges[index];
    open = open.filter((span) => span.end > start);
    while (next < spans.length && spans[next].start <= start) {
      if (spans[next].end > start) open.push(spans[next]);
      next += 1;
    }
    found.push({ start, end: edges[index + 1], on: open.map((span) => span.one) });
  }
  return found;
}

// Findings of the text before a change, at their places after it; those that it touched are gone.
function moved(findings, before, after) {
  let start = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < least - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  const end = before.length - same;
  const by = after.length - before.length;
  const kept = [];
  for (const one of findings) {
    const edits = one.fixes.flatMap((fix) => fix.edits);
    const first = Math.min(one.start, ...edits.map((edit) => edit.start));
    const last = Math.max(one.end, ...edits.map((edit) => edit.end));
    if (first < end && last > start) continue;
    for (const span of [one, ...edits, ...one.related]) {
      if (span.start < end) continue;
      span.start += by;
      span.end += by;
    }
    kept.push(one);
  }
  return kept;
}
