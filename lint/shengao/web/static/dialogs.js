// The forms in which an editor decides on a draft.

import { element } from "./element.js";

const at = (id) => document.getElementById(id);

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function ask(dialog, draft) {
  dialog.querySelector(".wrong").hidden = true;
  dialog.querySelector(".whose").textContent = `第 ${draft.number} 号《${draft.title}》`;
  dialog.showModal();
}

export function askAccept(draft) {
  // The publication stays as it was: an editor takes several drafts for one.
  const { elements } = at("accepting").querySelector("form");
  elements.day.value = today();
  elements.unit.value = draft.unit;
  for (const name of ["instruction", "others", "note", "published"]) elements[name].value = "";
  ask(at("accepting"), draft);
}

export function askReturn(draft) {
  const { elements } = at("returning").querySelector("form");
  elements.note.value = elements.until.value = "";
  at("reasons").replaceChildren(
    ...draft.reasons.map(({ code, title, given }) => {
      const box = element("input", { type: "checkbox", name: "reason", value: code, checked: given });
      return element("label", {}, box, ` ${title}`, element("small", {}, code));
    })
  );
  ask(at("returning"), draft);
}

// Suggests the words that count in this office.
export function suggest(words) {
  for (const [name, some] of Object.entries(words))
    at(`${name}-words`).append(...some.map((word) => new Option(word)));
}

// Does `work` with what a form says when it is sent; what goes wrong is said in the form.
export function decides(dialog, work) {
  const form = dialog.querySelector("form");
  const buttons = dialog.querySelectorAll("button");
  const wrong = dialog.querySelector(".wrong");
  dialog.querySelector(".cancel").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = new FormData(form);
    for (const one of buttons) one.disabled = true; // a second click would decide twice
    try {
      await work(words);
      dialog.close();
    } catch (error) {
      wrong.textContent = error.message;
      wrong.hidden = false;
    }
    for (const one of buttons) one.disabled = false;
  });
}
