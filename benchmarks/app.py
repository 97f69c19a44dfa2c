"""How long a writer waits in the local page: a draft of 5,000 characters judged again.

    python benchmarks/app.py [--runs 40] [--chromium /usr/bin/chromium]

The server is a process of its own, as users have it. Each time another sentence of the draft is
changed. The first figure is the CPU time of a judgement, which other programs on the machine do
not change much; the second is that of the whole request; the third is taken in Chromium: from the
last key to findings on the screen, the pause that waits for more keys included.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import measure

_LENGTH = 5000
_BUDGET = 150  # milliseconds
_WATCH = """
const area = document.getElementById("text");
window.waits = [];
let typed = 0;
area.addEventListener("input", () => (typed = performance.now()), true);
new MutationObserver(() => {
  if (document.body.dataset.state !== "judged" || !typed) return;
  const begun = typed;
  typed = 0;
  requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - begun)));
}).observe(document.body, { attributes: true });
"""


def main() -> None:
    """Measure, print, and exit with 1 where the budget is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    options = parser.parse_args()
    text = _draft()
    print(f"{options.runs} runs; a draft of {len(text)} characters")
    budgets = measure.Budgets()
    _judge(budgets, "judged in this process, CPU", _judgements(text, options.runs))
    with tempfile.TemporaryDirectory() as name, _served(Path(name)) as address:
        _judge(budgets, "POST /check", _requests(address, text, options.runs))
        if options.chromium is None:
            budgets.line("in Chromium", "there is none: not measured")
        else:
            waits = _typed(address, text, options.runs, options.chromium)
            _judge(budgets, "in Chromium, after the last key", waits)
    sys.exit(0 if budgets.kept else 1)


def _draft() -> str:
    """A poor draft and good ones in one, which says nothing twice."""
    files = [measure.EXAMPLES / "差稿.txt", *sorted((measure.ROOT / "benchmarks/drafts").iterdir())]
    return "\n".join(file.read_text("utf-8") for file in files)[:_LENGTH]


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of a server that runs until the end."""
    command = [*measure.shengao(), "app", "--no-browser", "--isolated"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline())
        assert found is not None, "the server did not start"
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def _changed(text: str, runs: int) -> Iterator[str]:
    """The draft with one sentence more each time."""
    for number in range(runs):
        places = [found.end() for found in re.finditer("。", text)]
        at = places[number % len(places)]
        text = f"{text[:at]}此事已办{number}件。{text[at:]}"
        yield text


def _judgements(text: str, runs: int) -> list[float]:
    from shengao.web import payload
    from shengao.web.judge import About, Judge

    judge, about, costs = Judge(isolated=True), About(), []
    for changed in _changed(text, runs):
        begin = time.process_time()
        payload.judged(judge.judged(changed.encode(), about), changed)
        costs.append((time.process_time() - begin) * 1000)
    return costs


def _requests(address: str, text: str, runs: int) -> list[float]:
    import httpx2

    origin = address.partition("/?")[0]
    waits = []
    with httpx2.Client(base_url=origin, headers={"Origin": origin}) as client:
        client.get(address).raise_for_status()
        for changed in _changed(text, runs):
            begin = time.perf_counter()
            client.post("/check?name=稿件.txt", content=changed.encode()).raise_for_status()
            waits.append((time.perf_counter() - begin) * 1000)
    return waits


def _typed(address: str, text: str, runs: int, chromium: str) -> list[float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as control:
        browser = control.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address)
        page.fill("#text", text)
        page.wait_for_selector("body[data-state=judged]")
        page.evaluate(_WATCH)
        for number in range(runs):
            page.evaluate(
                "at => document.getElementById('text').setSelectionRange(at, at)", number * 97
            )
            page.keyboard.insert_text("的")
            page.wait_for_function("count => window.waits.length === count", arg=number + 1)
        waits: list[float] = page.evaluate("window.waits")
        browser.close()
    return waits


def _judge(budgets: measure.Budgets, name: str, waits: Sequence[float]) -> None:
    median, worst = statistics.median(waits), sorted(waits)[int(len(waits) * 0.95)]
    figures = f"{median:.0f} ms ({min(waits):.0f} at least, 95% ≤ {worst:.0f})"
    budgets.at_most(name, median, _BUDGET, figures)


if __name__ == "__main__":
    main()
