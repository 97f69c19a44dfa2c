"""What may stand in the ``[profile]`` part of a configuration: how a unit scores and what it owes.

`plain` turns it into the data that scoring, rules and archive read: see `shengao.config.Settings`.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)

from shengao import genre, profile_tables
from shengao.config.fields import Criterion, Fault, Name

OTHER = "其他"
"""Drafts of no genre that has weights of its own."""

_Whole = Annotated[int, Field(strict=True)]
_Number = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]


def _genre(name: str) -> str:
    doubt = genre.misspelt(name)
    if doubt:
        raise ValueError(doubt)
    return genre.canonical(name)


Genre = Annotated[str, AfterValidator(_genre)]
Month = Annotated[str, AfterValidator(profile_tables.months)]
Topics = Annotated[tuple[str, ...], Field(min_length=1)]
Level = Literal["特别重大", "重大", "较大", "一般", "突发"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Part):
    """How long a draft should be, in characters."""

    least: _Whole = Field(default_factory=int, ge=0, description="最少多少字，0 是不限")
    most: _Whole = Field(default_factory=int, ge=0, description="最多多少字，0 是不限")

    @model_validator(mode="after")
    def _in_order(self) -> "Limits":
        if self.most and self.least > self.most:
            raise ValueError(f"least（{self.least}）比 most（{self.most}）还大")
        return self


class Thresholds(_Part):
    """From which total a band begins, and from which value of 快 the light 及时 is on."""

    excellent: _Number = Field(default_factory=float, alias="优", description="总分到这里是“优”")
    good: _Number = Field(default_factory=float, alias="良", description="总分到这里是“良”")
    fair: _Number = Field(
        default_factory=float, alias="可", description="总分到这里是“可”，不到是“需修改”"
    )
    timely: _Number = Field(
        default_factory=float, alias="及时", description="“快”到这里，“及时”的灯亮"
    )

    @model_validator(mode="after")
    def _descending(self) -> "Thresholds":
        given = {"excellent", "good", "fair"} & self.model_fields_set
        if given and (len(given) < 3 or not self.excellent > self.good > self.fair):
            raise ValueError("优、良、可的分数线要一起写，一档比一档低")
        return self


class Profile(_Part):
    """The unit's own way of scoring. What it does not say is as in ``rules/scoring.toml``."""

    weights: dict[Genre, dict[Criterion, _Number]] = Field(
        {},
        description=f"各文种五项要求的权重，按比例折算，没写的算 0；文种也可以写 {OTHER}",
    )
    gates: dict[Name, Annotated[bool, Field(strict=True)]] = Field(
        {},
        description="有哪些问题就“待核”：左边写规则名或问题类别，右边写 true（算）或 false（不算）",
    )
    points: dict[str, _Number] = Field(
        {}, description="各个加分点值多少分：左边写加分点的英文名，右边写分数，0 是不计"
    )
    costs: dict[Fault, _Number] = Field(
        {}, description="各类问题每处扣多少分：左边写问题类别，右边写“建议”级扣的分，“必改”按比例"
    )
    thresholds: Thresholds = Field(default_factory=Thresholds, description="档次和“及时”灯的分数线")
    calendar: Annotated[
        Annotated[dict[Month, Topics], Tag("[table]")] | Annotated[str, Tag("[file]")],
        Discriminator(lambda value: "[table]" if isinstance(value, dict) else "[file]"),
    ] = Field(
        "",
        description="每月该报的主题：左边写 7、7-9、10-4 或 全年；也可以写一个 .tsv 文件的路径",
    )
    deadlines: dict[Level, Annotated[_Whole, Field(gt=0, le=7 * 24 * 60)]] = Field(
        {}, description="紧急信息首报的时限（分钟），按事件的级别；“突发”是没有写明级别的"
    )
    roster: str = Field("", description="报送单位名册，一个 CSV 文件，从本文件算起")
    lengths: dict[Genre, Limits] = Field({}, description="各文种全文的字数")

    @field_validator("weights")
    @classmethod
    def _weigh_something(cls, weights: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        for name, row in weights.items():
            if not sum(row.values()):
                raise ValueError(f"“{name}”的五项权重不能都是 0")
        return weights

    @field_validator("calendar", "roster")
    @classmethod
    def _of_a_known_kind(cls, value: Any, info: Any) -> Any:
        suffix = {"calendar": ".tsv", "roster": ".csv"}[info.field_name]
        if isinstance(value, str) and value and not value.lower().endswith(suffix):
            raise ValueError(f"应为一个 {suffix} 文件")
        return value

    def files(self, folder: Path) -> dict[str, Path]:
        """The tables that it names, by the key that names them."""
        named = {"calendar": self.calendar, "roster": self.roster}
        return {
            key: folder / value for key, value in named.items() if isinstance(value, str) and value
        }


def plain(profile: Profile, files: dict[str, tuple[Path, bytes]]) -> dict[str, Any]:
    """What a profile says, key by key, with its tables read. Raises `ConfigError` for these."""
    found: dict[str, Any] = profile.model_dump(exclude_unset=True, by_alias=True)
    for key, (path, data) in files.items():
        read = profile_tables.calendar if key == "calendar" else profile_tables.roster
        found[key] = read(path, data)
    if "lengths" in found:
        found["lengths"] = {
            name: tuple(
                getattr(limits, key) if key in limits.model_fields_set else None
                for key in ("least", "most")
            )
            for name, limits in profile.lengths.items()
        }
    return {key: value for key, value in found.items() if value}
