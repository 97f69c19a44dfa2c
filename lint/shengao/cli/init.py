"""``shengao init``: a configuration file to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from shengao.config import NAME
from shengao.errors import UsageError

TEMPLATE = """\
# 审稿的配置文件。对本文件夹和下级文件夹中的稿件有效；离稿件最近的配置文件生效。
# 行首的 # 表示这一行不起作用，去掉 # 就生效。
# “shengao config --show 稿件.docx”查看对一篇稿件生效的设置。

# 先读另一个配置文件，本文件的设置优先。
# extend = "../shengao.toml"

# 报告的最低级别：error（必改）、warning（建议）、info（提示）。
# threshold = "warning"

# 不检查哪些：规则名、问题类别或要求（快、实、深、新、用）。“shengao rules”列出全部。
# ignore = ["套话"]

# 不报告的名称和术语：人名、地名、单位名、本地的专门说法。“shengao term add 名称”也写在这里。
names = []
terms = []

# 本单位的固定提法：不当套话、空话报告，写错一个字的提示。
# formulas = ["河长制从有名到有实"]

# 检查文件夹时跳过哪些，写法同 .gitignore。
# exclude = ["归档/", "*.草稿.txt"]

# 自己的规则和词典。
# rules = ["规则"]
# dictionaries = ["词典"]

# 发布范围：internal（内部）或 public（公开）。
# release = "internal"

# 和早先的稿件比，看有没有雷同：档案由“shengao archive add”存入，default 是本人的档案。
# archive = "default"

# 上级来文放在哪个文件夹，看有没有照搬。
# reference = ["来文"]

# 改变级别。
# [severity]
# "口语化" = "error"

# 只对部分稿件有效的设置；写在后面的优先。
# [[paths]]
# match = ["通讯/**"]
# genre = "通讯稿"
# ignore = ["流水账"]
"""

ABOUT = (
    f"新建带说明的配置文件 {NAME}。已有的文件不会被改动。\n"
    "加 --git 则不建配置文件，只让 git diff 显示 Word、PDF 等稿件改了哪些文字。"
)
EXAMPLES = (
    ("shengao init", "建在当前文件夹"),
    ("shengao init 稿件/", "建在另一个文件夹"),
    ("shengao init --git", "git diff 显示稿件的文字"),
    ("shengao init --profile", "连同评分的各项：权重、待核、分数线、时限、月历、字数"),
)


def run(
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="建在哪里；默认当前文件夹")] = "",
    profile: Annotated[
        bool, typer.Option("--profile", help="连同 [profile]：本单位怎样评分")
    ] = False,
    git: Annotated[
        bool, typer.Option("--git", help="设好 .gitattributes 和 git 的配置，已有的设置不改")
    ] = False,
) -> int:
    """Write the file, if there is none."""
    if git:
        from shengao.cli import git_diff

        return git_diff.set_up(Path(folder))
    path = Path(folder) / NAME
    text = TEMPLATE
    if profile:
        from shengao.cli.profile_template import template

        text += template()
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} 已经存在，没有改动。") from error
    except OSError as error:
        why = "文件夹不存在" if isinstance(error, FileNotFoundError) else "写不了文件"
        raise UsageError(f"{path}：{why}。") from error
    print(f"已新建 {path}。")
    return 0
