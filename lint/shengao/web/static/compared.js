// A draft beside what was published of it, sentence by sentence.

import { element } from "./element.js";

const sentence = (parts, mark) =>
  element(
    "td",
    { className: mark },
    ...parts.map(([said, changed]) => (changed ? element(mark, {}, said) : said))
  );

export function compared({ number, title, name, summary, pairs }, save) {
  const button = element("button", { type: "button" }, "下载对照");
  button.addEventListener("click", save);
  return [
    element(
      "p",
      { className: "status between" },
      element("span", {}, element("a", { href: `#${number}` }, title), ` 与 ${name}`),
      button
    ),
    element("p", { className: "summary" }, summary),
    element(
      "div",
      { className: "wide" },
      element(
        "table",
        { className: "pairs" },
        element("thead", {}, element("tr", {}, element("th", {}, ""), element("th", {}, "原稿"), element("th", {}, "刊发稿"))),
        element(
          "tbody",
          {},
          ...pairs.map(({ how, draft, published }) =>
            element(
              "tr",
              { className: `how-${how}` },
              element("th", { scope: "row" }, how),
              sentence(draft, "del"),
              sentence(published, "ins")
            )
          )
        )
      )
    ),
  ];
}
