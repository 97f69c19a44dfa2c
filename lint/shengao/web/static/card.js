// The scorecard: the total, five bars, four lights, what would raise the total, the evidence.

import { element } from "./element.js";

const GAINS = 5;
const LIGHTS = new Map([
  [true, ["√", "on"]],
  [false, ["×", "off"]],
  [null, ["？", "unknown"]],
]);

export function show(place, score, characters) {
  place.hidden = !score && !characters;
  if (!score) {
    place.replaceChildren(element("p", { className: "why" }, "片段，不评分。"));
    return;
  }
  const opened = [...place.querySelectorAll("details")].map((one) => one.open);
  place.replaceChildren(
    element(
      "p",
      { className: "standing" },
      element("strong", { className: `band-${score.band || "none"}` }, score.standing),
      ...score.lights.map(light)
    ),
    ...score.gates.map((gate) => element("p", { className: "gate" }, `待核：${gate}`)),
    element("div", { className: "bars" }, ...score.criteria.flatMap(bar)),
    ...reasons(score),
    score.gains.length
      ? element(
          "details",
          { open: opened.length ? opened[0] : true },
          element("summary", {}, "可提升"),
          element(
            "ul",
            { className: "gains" },
            ...score.gains
              .slice(0, GAINS)
              .map((one) => element("li", {}, element("b", {}, `${one.criterion} ${one.points}`), one.what))
          )
        )
      : "",
    element(
      "details",
      { open: opened.length > 1 && opened[1] },
      element("summary", {}, "每一分的依据"),
      ...score.account.map(({ head, rows }) =>
        element(
          "section",
          { className: "account" },
          element("h3", {}, head),
          ...rows.map(([points, what]) =>
            element("p", {}, element("b", { className: points.startsWith("-") ? "lost" : "earned" }, points), what)
          )
        )
      )
    )
  );
}

function bar({ criterion, value, weight, why, halves }) {
  const name = element("b", {}, criterion);
  if (value === null) return [name, element("span", { className: "unmeasured" }, `未评${why ? `：${why}` : ""}`)];
  const beside = [...halves, weight ? `占 ${Math.round(weight * 100)}%` : ""].filter(Boolean);
  return [
    name,
    element("span", { className: "measured" }, drawn(value), element("b", {}, `${value}`), element("small", {}, beside.join("  "))),
  ];
}

// A bar from 0 to 100; the number beside it says the same.
function drawn(value) {
  const space = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(space, "svg");
  made.setAttribute("class", "bar-of");
  made.setAttribute("aria-hidden", "true");
  for (const [name, width] of [["whole", 100], ["value", value]]) {
    const part = document.createElementNS(space, "rect");
    for (const [key, set] of Object.entries({ class: name, width: `${width}%`, height: "100%", rx: 3 }))
      part.setAttribute(key, set);
    made.append(part);
  }
  return made;
}

function light({ name, on, reasons }) {
  const [sign, kind] = LIGHTS.get(on);
  return element("span", { className: `light ${kind}`, title: reasons.join("；") }, sign + name);
}

function reasons(score) {
  const dark = score.lights.filter((one) => one.on !== true && one.reasons.length);
  const said = dark.map((one) => `${one.name}：${one.reasons.join("、")}`);
  if (score.submitted) said.push(`报送日期 ${score.submitted}（${score.submitted_from}）`);
  return said.map((line) => element("p", { className: "why" }, line));
}
