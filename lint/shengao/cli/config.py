"""``shengao config``: what holds for a draft, and from where."""

from pathlib import Path
from typing import Annotated

import typer

from shengao.cli.layout import table
from shengao.cli.options import ConfigFile, Isolated, book
from shengao.config import Resolver, shown_path
from shengao.errors import UsageError

ABOUT = "查看配置：离稿件最近的 shengao.toml 或 pyproject.toml（[tool.shengao]）生效。"
EXAMPLES = (
    ("shengao config --show 稿件.docx", "对这篇稿件生效的设置，各来自哪里"),
    ("shengao config --schema", "配置文件的 JSON Schema，供编辑器补全"),
)


def run(
    show: Annotated[
        Path | None,
        typer.Option(
            "--show", metavar="稿件", parser=Path, help="显示对这篇稿件（或文件夹）生效的设置"
        ),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="输出 shengao.toml 的 JSON Schema")
    ] = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Print the settings of a draft, or the schema."""
    if schema:
        import json

        from shengao.config import model

        print(json.dumps(model.schema(), ensure_ascii=False, indent=2))
    elif show is not None:
        _show(show, Resolver(config, isolated))
    else:
        raise UsageError("请写 --show 稿件 或 --schema。")
    return 0


def _show(path: Path, resolver: Resolver) -> None:
    from shengao.provenance import origins

    draft = path / "稿件.txt" if path.is_dir() else path
    settings = resolver.settings(draft)
    rules = book(settings)
    resolver.verify(settings, rules.rules, rules.scoring)
    print(f"稿件：{path}")
    for file in reversed(settings.files):
        print(f"配置文件：{shown_path(file)}")
    if not settings.files:
        print("配置文件：没有，全部用默认值")
    print()
    rows = [(one.key, one.value, one.place) for one in origins(resolver, draft)]
    print("\n".join(table([("设置", "值", "来自"), *rows])))
