// Drafts of several units on one event: as a group, and side by side.

import { element } from "./element.js";

const unit = (one) => one.unit || "单位不明";

export function group({ words, days, drafts }) {
  return element(
    "section",
    { className: "card event" },
    element(
      "h2",
      {},
      words.join("、"),
      days.length ? element("small", {}, days.join("、")) : "",
      element("a", { href: `#beside=${drafts.map((one) => one.number).join(",")}` }, "并排看")
    ),
    element(
      "ul",
      {},
      ...drafts.map((one) =>
        element(
          "li",
          {},
          element("b", {}, unit(one)),
          element("a", { href: `#${one.number}` }, one.title),
          element("span", { className: "moment" }, `${one.received} 收到`)
        )
      )
    )
  );
}

export function beside({ drafts, figures }) {
  const several = (name) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, { practices: "做法", results: "成效" }[name]),
      ...drafts.map((one) => element("td", {}, ...(one[name].length ? one[name].map((said) => element("p", {}, said)) : ["—"])))
    );
  return [
    element("p", { className: "status" }, `${drafts.length} 篇并排；标出来的数字，各篇写得不一样。`),
    element(
      "div",
      { className: "wide" },
      element(
        "table",
        { className: "beside" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", {}, ""),
            ...drafts.map((one) =>
              element("th", {}, element("b", {}, unit(one)), element("a", { href: `#${one.number}` }, one.title))
            )
          )
        ),
        element(
          "tbody",
          {},
          ...figures.map(({ indicator, values, differs }) =>
            element(
              "tr",
              { className: differs ? "differs" : "" },
              element("th", { scope: "row" }, indicator, differs ? element("small", {}, "不一致") : ""),
              ...values.map((value) => element("td", {}, value || "—"))
            )
          ),
          several("practices"),
          several("results")
        )
      )
    ),
  ];
}
