"""Which column of somebody's ledger means what: our own names, and those that a mapping adds."""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from shengao.desk import toml_files

Field_ = Literal[
    "kind", "date", "units", "with", "title", "channel", "level", "form", "instruction",
    "solicited", "count", "draft", "note",
]  # fmt: skip

COLUMNS: dict[Field_, tuple[str, ...]] = {
    "kind": ("类别", "情况"),
    "date": ("日期", "采用日期", "刊发日期", "采用时间", "刊发时间", "时间"),
    "units": ("报送单位", "单位", "供稿单位", "来稿单位", "单位名称"),
    "with": ("合报单位", "联合报送", "合报"),
    "title": ("题目", "标题", "信息题目", "信息标题", "稿件题目", "稿件标题"),
    "channel": ("渠道", "刊物", "采用刊物", "刊发刊物", "采用渠道", "载体"),
    "level": ("级别", "层级", "采用级别"),
    "form": ("形式", "体裁", "类型", "信息类型"),
    "instruction": ("批示", "领导批示", "批示级别"),
    "solicited": ("约稿", "是否约稿"),
    "count": ("篇数", "条数", "件数"),
    "draft": ("收稿编号", "收稿号"),
    "note": ("备注", "说明"),
}
"""The heads that a column may have; the first one is that of what we export."""


class Mapping(BaseModel):
    """A mapping, see docs/ledger.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheets: tuple[str, ...] = Field((), description="只读这些工作表")
    year: int | None = Field(None, ge=1949, le=2200, description="日期没有写年份时是哪一年")
    columns: dict[Field_, tuple[str, ...]] = Field({}, description="一项在表里叫什么")
    values: dict[Field_, dict[str, str]] = Field({}, description="表里的写法是什么意思")
    fixed: dict[Field_, str] = Field({}, description="表里没有的一项一律是什么")

    @field_validator("columns", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: (one,) if isinstance(one, str) else one for key, one in value.items()}

    def heads(self) -> dict[str, Field_]:
        """What a head means, without its spaces; what the mapping says goes before our own."""
        found: dict[str, Field_] = {}
        for names in (COLUMNS, self.columns):
            for field, heads in names.items():
                found.update((tight(head), field) for head in heads)
        return found


def tight(text: str) -> str:
    """Text without spaces and line ends, as the heads of tables are compared."""
    return "".join(text.split())


def load(path: Path | None) -> Mapping:
    """The mapping of a file, that of our own names for None. Raises `ConfigError`."""
    if path is None:
        return Mapping.model_validate({})
    return toml_files.load(path, Mapping)
