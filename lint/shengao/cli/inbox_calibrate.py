"""``shengao inbox calibrate``: what predicts adoption in this office."""

import json
from typing import TYPE_CHECKING, Annotated, Any

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, book, here, style_option
from shengao.cli.running import written_to

if TYPE_CHECKING:
    from shengao.desk.calibrate import Predictor, Sample, Suggested

ABOUT = (
    "看评分和本单位的采用、退改对不对得上：总分、五项要求、每个加分点、每条规则各预测得多准，"
    "并建议权重。\n"
    "AUC 是随便取一篇采用的和一篇退改的，前者分数更高（问题更少）的机会：0.5 是看不出，"
    "1 是完全分得开；后面是 95% 的区间。\n"
    "只是建议，什么都不改；要用的，把最后几行写进 shengao.toml。处理结果不到 50 篇不作判断。"
)
EXAMPLES = (
    ("shengao inbox calibrate", "在终端里看"),
    ("shengao inbox calibrate --format json", "给程序用"),
)


def run(
    style: Annotated[
        str,
        style_option("terminal（默认）或 json", "terminal", "json"),
    ] = "terminal",
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Show it."""
    from shengao.desk import calibrate
    from shengao.score.book import Book

    settings = here(config, isolated)
    with desk_options.opened(desk, settings).reading() as connection:
        found = calibrate.sample(connection)
    own = settings.profile.get("scoring", {})
    weights = Book.of(book(settings).scoring, own).weights
    told = calibrate.predictors(found)
    suggested = calibrate.suggest(found, weights)
    with written_to(None) as stream:
        if style == "json":
            json.dump(_as_dict(found, told, suggested), stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        else:
            print("\n".join(_lines(found, told, suggested)), file=stream)
    return 0


def _lines(found: "Sample", told: "list[Predictor]", suggested: "list[Suggested]") -> list[str]:
    from shengao.cli.layout import table
    from shengao.desk.calibrate import LEAST, as_toml

    total = len(found.drafts)
    lost = f"，另有 {found.lost} 篇的评分已经清理" if found.lost else ""
    head = f"处理过 {total} 篇：采用 {found.adopted} 篇，退改 {total - found.adopted} 篇{lost}。"
    if not found.enough:
        return [head, f"数据不足：至少要 {LEAST} 篇，其中采用和退改都不少于 5 篇。"]
    rows = [("类别", "名称", "AUC", "95% 区间", "采用", "退改", "出现", "判断")]
    rows += [
        (
            one.kind,
            one.name,
            "—" if one.area is None else f"{one.area.value:.2f}",
            "—" if one.area is None else f"{one.area.low:.2f}–{one.area.high:.2f}",
            str(one.adopted),
            str(one.returned),
            str(one.found),
            one.tells,
        )
        for one in told
    ]
    lines = [head, "", *table(rows), ""]
    if not suggested:
        return [*lines, "没有哪一项要求看得出作用，权重不作建议。"]
    return [*lines, "建议的权重（要用就写进 shengao.toml）：", "", as_toml(suggested).rstrip()]


def _as_dict(
    found: "Sample", told: "list[Predictor]", suggested: "list[Suggested]"
) -> dict[str, Any]:
    return {
        "decisions": len(found.drafts),
        "adopted": found.adopted,
        "lost": found.lost,
        "enough": found.enough,
        "predictors": [
            {**one._asdict(), "area": one.area and one.area._asdict(), "tells": one.tells}
            for one in told
        ],
        "weights": {
            one.genre: {"before": dict(one.before), "after": dict(one.after), "n": one.decisions}
            for one in suggested
        },
    }
