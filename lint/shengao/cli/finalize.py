"""``shengao finalize``: a clean copy of a Word draft to be handed in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengao import fix, output
from shengao.errors import ReadError, UsageError

if TYPE_CHECKING:
    from shengao.word.finalize import What

ABOUT = (
    "定稿：另存一份干净的 .docx，去掉审稿的批注，列出还留着的修订、批注、隐藏文字和作者信息。\n"
    "留着的默认不动，加选项才去掉。有留着没去掉的，以 1 退出。"
)
EXAMPLES = (
    ("shengao finalize 稿件.docx", "写出 稿件.定稿.docx，列出还留着什么"),
    ("shengao finalize 稿件.docx --all", "接受修订，去掉批注、隐藏文字和作者信息"),
)


def run(
    path: Annotated[Path, typer.Argument(metavar="稿件", parser=Path, help="Word 稿件（.docx）")],
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="写到这个 .docx"),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="接受全部修订")] = False,
    comments: Annotated[bool, typer.Option("--comments", help="去掉所有人的批注")] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="去掉隐藏、白色、极小的文字")] = False,
    authors: Annotated[bool, typer.Option("--authors", help="去掉作者、单位等文件属性")] = False,
    everything: Annotated[bool, typer.Option("--all", help="以上四项都去掉")] = False,
) -> int:
    """Write the copy and list what is left."""
    from shengao.word.finalize import finalize

    if path.suffix.lower() != ".docx":
        raise ReadError(str(path), "只能整理 .docx，请先在 Word 或 WPS 中另存为 .docx")
    stem = path.stem.removesuffix(output.MARK)
    target = target or path.with_name(f"{stem}.定稿.docx")
    if target.exists() and target.samefile(path):
        raise UsageError(f"不能写回原稿 {path}，请换一个文件名。")
    wanted: tuple[tuple[What, bool], ...] = (
        ("修订", accept), ("批注", comments), ("隐藏文字", hidden), ("作者信息", authors),
    )  # fmt: skip
    remove = [what for what, asked in wanted if asked or everything]
    made = finalize(fix.contents(path), str(path), remove)
    output.write(target, made.data)
    ours = f"，去掉审稿的批注 {made.ours} 条" if made.ours else ""
    print(f"{path} → {target}{ours}。", file=sys.stderr)
    for one in made.leftovers:
        print(f"{'已去掉' if one.removed else '还留着'}{one.what}：{one.said}")
    return int(any(not one.removed for one in made.leftovers))
