"use strict";
// The page can be read without this: it only filters, and unfolds what is to be printed.
(function () {
  const form = document.getElementById("filters");
  const findings = Array.from(document.querySelectorAll("li.finding"));
  const words = Array.from(document.querySelectorAll("[data-findings]"));
  const left = document.getElementById("left");

  function apply() {
    const severities = new Set(
      Array.from(form.querySelectorAll("[name=severity]:checked"), (box) => box.value)
    );
    const fault = form.elements.fault.value;
    const criterion = form.elements.criterion.value;
    const shown = new Set();
    for (const one of findings) {
      const data = one.dataset;
      one.hidden = !(
        severities.has(data.severity) &&
        (!fault || data.fault === fault) &&
        (!criterion || data.criterion === criterion)
      );
      if (!one.hidden) shown.add(one.id.slice(1));
    }
    for (const one of words) {
      const here = one.dataset.findings.split(" ").filter((number) => shown.has(number));
      one.classList.toggle("filtered", !here.length);
      if (here.length) one.setAttribute("href", "#f" + here[0]);
      else one.removeAttribute("href");
    }
    for (const group of document.querySelectorAll(".group")) {
      const total = group.querySelectorAll("li.finding:not([hidden])").length;
      group.hidden = !total;
      group.querySelector(".total").textContent = total;
    }
    left.textContent = shown.size === findings.length ? "" : "显示 " + shown.size + " 处，共 " + findings.length + " 处";
  }

  if (form && findings.length) {
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // Beside the draft the list moves by itself, so that the reader keeps the place in the draft.
  const aside = document.querySelector(".findings");
  document.querySelector(".text").addEventListener("click", (event) => {
    const link = event.target.closest("[data-findings][href]");
    if (!link || getComputedStyle(aside).position !== "sticky") return;
    event.preventDefault();
    const finding = document.querySelector(link.getAttribute("href"));
    for (const one of findings) one.classList.toggle("current", one === finding);
    aside.scrollTo({
      top: aside.scrollTop + finding.getBoundingClientRect().top - aside.getBoundingClientRect().top - 8,
    });
  });

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
