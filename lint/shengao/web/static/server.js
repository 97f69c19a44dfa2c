// Requests to the server. A draft is the body; what is said of it stands in the address.

const GONE = "审稿已经停止，请重新运行 shengao app，再打开它显示的网址。";

async function asked(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error(GONE);
  }
  if (answer.ok) return answer;
  const said = await answer.text();
  let why = said;
  try {
    why = JSON.parse(said).error;
  } catch {
    // The guard answers in plain words.
  }
  throw new Error(why || GONE);
}

function posted(path, draft) {
  const about = new URLSearchParams({ name: draft.name });
  if (draft.genre) about.set("genre", draft.genre);
  if (draft.submitted) about.set("submitted", draft.submitted);
  return asked(`${path}?${about}`, { method: "POST", body: draft.body });
}

export const options = async () => (await asked("options")).json();
export const rule = async (slug, name) =>
  (await asked(`rules/${encodeURIComponent(slug)}?${new URLSearchParams({ name })}`)).json();
export const text = async (draft) => (await (await posted("text", draft)).json()).text;
export const check = async (draft) => (await posted("check", draft)).json();

// Saves what is made of a draft where the browser saves files; gives its name.
export const save = async (path, draft) => kept(await posted(path, draft));

async function kept(answer) {
  const name = decodeURIComponent(
    answer.headers.get("Content-Disposition").split("filename*=UTF-8''")[1]
  );
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return name;
}

// The editors' desk

function filled(parameters) {
  return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ""));
}

function told(path, words) {
  return asked(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(words),
  });
}

export const drafts = async (wanted) => (await asked(`inbox/drafts?${filled(wanted)}`)).json();
export const one = async (number) => (await asked(`inbox/drafts/${number}`)).json();
export const accept = async (number, adoption) =>
  (await (await told(`inbox/drafts/${number}/accept`, adoption)).json()).done;
export const words = async () => (await asked("inbox/words")).json();
export const giveBack = async (number, why) => kept(await told(`inbox/drafts/${number}/return`, why));
export const published = async (number, file) =>
  (await posted(`inbox/drafts/${number}/published`, { name: file.name, body: file })).json();
export const saveComparison = async (number, file) =>
  kept(await posted(`inbox/drafts/${number}/comparison`, { name: file.name, body: file }));
export const events = async (days) => (await asked(`inbox/events?${filled(days)}`)).json();
export const beside = async (numbers) =>
  (await asked(`inbox/beside?${new URLSearchParams(numbers.map((number) => ["draft", number]))}`)).json();
