"""``shengao doctor``: is everything here that a check needs, and does every rule work?"""

import platform
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from shengao import __version__
from shengao.cli.layout import table
from shengao.cli.options import ConfigFile, Isolated, book, here
from shengao.config import Settings
from shengao.errors import ShengaoError
from shengao.finding import FAULTS

_GOOD, _ABSENT, _BROKEN = "正常", "没有", "有误"
_COMPONENTS = (
    "alembic", "chinesecalendar", "fastapi", "jieba", "jinja2", "lxml", "markdown-it-py",
    "pathspec", "platformdirs", "pydantic", "pypdfium2", "python-docx", "python-oxmsg", "rich",
    "sqlalchemy", "starlette", "tomlkit", "typer", "uvicorn", "xlsxwriter",
)  # fmt: skip
Row = tuple[str, str, str]
"""What was looked at, how it is, and more about it."""


ABOUT = (
    "检查本机的安装：程序和组件的版本、分词、缓存、配置、规则，并用每条规则自己的例句试一遍。\n"
    "有误就以 2 退出；没有 git、pre-commit 或 LibreOffice 不算有误。"
)
EXAMPLES = (("shengao doctor", "检查当前文件夹用到的一切"),)


def run(config: ConfigFile = None, isolated: Isolated = False) -> int:
    """Look at everything and print a table."""
    rows = [
        _program(),
        *_components(),
        _cache(),
        *_configured(config, isolated),
        _tool("git", "--since 要用"),
        _tool("pre-commit", "提交前自动检查要用"),
        _office(),
    ]
    print("\n".join(table(rows)))
    return 2 if any(state == _BROKEN for _, state, _ in rows) else 0


def _program() -> Row:
    system = f"Python {platform.python_version()}，{platform.system()} {platform.machine()}"
    return "审稿", _GOOD, f"{__version__}（{system}，{Path(__file__).parents[1]}）"


def _components() -> Iterator[Row]:
    from importlib.metadata import PackageNotFoundError, version

    for name in _COMPONENTS:
        try:
            yield f"组件 {name}", _GOOD, version(name)
        except PackageNotFoundError:
            yield f"组件 {name}", _BROKEN, "没有安装，请重新安装审稿"


def _cache() -> Row:
    from shengao import cache

    folder = cache.folder()
    if folder is None:
        return "缓存", _ABSENT, "文件夹写不了或已关闭，检查会慢一些"
    cache.save("doctor.bin", __version__)
    if cache.load("doctor.bin") != __version__:
        return "缓存", _ABSENT, f"{folder} 写不了，检查会慢一些"
    return "缓存", _GOOD, str(folder)


def _configured(config: Path | None, isolated: bool) -> Iterator[Row]:
    """Configuration, rules, words; each is looked at if that before it is sound."""
    try:
        settings = here(config, isolated)
    except ShengaoError as error:
        yield "配置", _BROKEN, _one_line(error)
        return
    yield "配置", _GOOD, "、".join(map(str, settings.files)) or "没有配置文件，用默认值"
    for look in (_rules, _words, _examples):
        try:
            yield look(settings)
        except ShengaoError as error:
            yield _NAMES[look], _BROKEN, _one_line(error)
            return


def _rules(settings: Settings) -> Row:
    rules = book(settings).rules.values()
    if not any(row.path for row in rules):
        return "规则", _BROKEN, "一条也没有，请重新安装审稿"
    faults = Counter(row.fault for row in rules)
    listed = "、".join(f"{name} {faults[fault]}" for fault, name in FAULTS.items() if faults[fault])
    return "规则", _GOOD, f"{len(rules)} 条：{listed}"


def _words(settings: Settings) -> Row:
    words = book(settings).words
    text = "全县推行河长制，巡河1200人次。"
    if "".join(word for word, _ in words.tag(text)) != text:
        return "分词", _BROKEN, "分出的词不能还原成原文"
    engine = type(words)
    return "分词", _GOOD, f"{engine.__module__}.{engine.__name__}"


def _examples(settings: Settings) -> Row:
    """Every rule must find something in each of its own bad examples."""
    from shengao import testing

    silent: dict[str, None] = {}
    tried = set()
    for case in testing.cases(settings.rules, settings.dictionaries):
        if case.kind != "bad":
            continue
        slug = case.rule.slug
        tried.add(slug)
        try:
            fired = {finding.rule for finding in case.findings(case.example.parse()[0])}
        except AssertionError:  # a check crashed
            fired = set()
        if slug not in fired:
            silent[slug] = None
    if silent:
        return "规则能否报告", _BROKEN, f"例句没有报告：{'、'.join(silent)}"
    return "规则能否报告", _GOOD, f"{len(tried)} 条规则的例句都能报告"


_NAMES: dict[Callable[[Settings], Row], str] = {
    _rules: "规则", _words: "分词", _examples: "规则能否报告",
}  # fmt: skip


def _tool(name: str, use: str) -> Row:
    found = shutil.which(name)
    if found is None:
        return name, _ABSENT, use
    try:
        done = subprocess.run(
            [found, "--version"], capture_output=True, text=True, errors="replace", timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return name, _ABSENT, f"{found} 运行不了；{use}"
    return name, _GOOD, done.stdout.strip()


def _office() -> Row:
    from shengao.read import soffice

    use = "读 .doc、.wps、.rtf、.odt 要用"
    found = soffice.find()
    return ("LibreOffice", _ABSENT, use) if found is None else ("LibreOffice", _GOOD, found)


def _one_line(error: ShengaoError) -> str:
    return " ".join(str(error).split())
