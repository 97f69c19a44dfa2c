"""``shengao term``: names that are never reported."""

from pathlib import Path
from typing import Annotated, Any

import typer

from shengao.cli.options import ConfigFile, Isolated, here, one_of
from shengao.config import NAME, PYPROJECT, shown_path
from shengao.errors import UsageError

ABOUT = "把人名、地名、单位名等登记到配置文件的 names 中，以后不报告。文件中的注释保持不变。"
EXAMPLES = (
    ("shengao term add 搞搞村", "登记一个名称"),
    ("shengao term add 马大妈饭店 好得很超市", "登记几个"),
)


def run(
    action: Annotated[str, typer.Argument(metavar="add", parser=one_of("add"), help="登记")],
    names: Annotated[list[str], typer.Argument(metavar="名称", help="要登记的名称")],
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Add the names to the configuration file that holds here, or to a new one."""
    if isolated:
        raise UsageError("登记名称要写入配置文件，不能和 --isolated 同时使用。")
    names = [" ".join(name.split()) for name in names]
    if not all(names):
        raise UsageError("名称是空的。")
    files = here(config, isolated).files
    path = files[-1] if files else Path(NAME)
    before = path.read_bytes() if files else b""
    added = _add(path, before, names)
    if added:
        print(f"已登记到 {shown_path(path)}：{'、'.join(added)}。")
    else:
        print(f"{shown_path(path)} 中已经有了，没有改动。")
    return 0


def _add(path: Path, before: bytes, names: list[str]) -> list[str]:
    """Write the file with the names in it; returns those that were not there."""
    import tomlkit

    from shengao import fix

    document: Any = tomlkit.parse(before.decode("utf-8-sig"))
    table = document["tool"]["shengao"] if path.name == PYPROJECT else document
    if "names" not in table:
        table["names"] = tomlkit.array()
    added = [name for name in dict.fromkeys(names) if name not in table["names"]]
    if not added:
        return []
    for name in added:
        table["names"].append(name)
    if before:
        fix.rewrite(path, before, tomlkit.dumps(document))
    else:
        path.write_text(tomlkit.dumps(document), encoding="utf-8", newline="\n")
    return added
