"""What may stand in a configuration file.

Used when a file is read for the first time; a warm run needs only what `shengao.config` kept.
"""

from typing import Annotated, Any, Literal

from pathspec import GitIgnoreSpec
from pydantic import BaseModel, Field, field_validator
from pydantic.json_schema import GenerateJsonSchema

from shengao.config.fields import DASHED, Name
from shengao.desk_model import Desk
from shengao.finding import Release
from shengao.genre import misspelt
from shengao.profile_model import Profile

_NAMED = "规则名、问题类别（口语化或 colloquial）、要求（快、实、深、新、用）或 all"
_LIKE_GIT = "写法同 .gitignore，从本文件所在的文件夹算起"

Level = Literal["error", "warning", "info"]


class Section(BaseModel):
    """Settings that may also hold for some paths only."""

    model_config = DASHED

    select: tuple[Name, ...] = Field(("all",), description=f"只检查这些：{_NAMED}")
    ignore: tuple[Name, ...] = Field((), description=f"不检查这些：{_NAMED}")
    severity: dict[Name, Level] = Field(
        {},
        description=f"改变级别：左边写{_NAMED}；右边写 error、warning 或 info（必改、建议、提示）",
    )
    genre: str = Field("", description="文种；命令行和稿件自己写明的文种优先")
    release: Release = Field("internal", description="发布范围：internal（内部）或 public（公开）")

    @field_validator("genre")
    @classmethod
    def _known_genre(cls, genre: str) -> str:
        doubt = misspelt(genre)
        if doubt:
            raise ValueError(doubt)
        return genre


class PathSection(Section):
    """Settings for some paths; of several sections that match, later ones count."""

    match: tuple[str, ...] = Field(min_length=1, description=f"对哪些稿件有效，{_LIKE_GIT}")

    _patterns = field_validator("match")(lambda value: _gitignore(value))


class ConfigFile(Section):
    """The keys of ``shengao.toml`` and of ``[tool.shengao]`` in ``pyproject.toml``."""

    extend: str = Field("", description="先读另一个配置文件，本文件的设置优先；路径从本文件算起")
    threshold: Level = Field("warning", description="报告的最低级别，同 --severity")
    fail_on: Level = Field(
        "warning", description="有这一级别的问题就以 1 退出，同 --fail-on；默认同 threshold"
    )
    exclude: tuple[str, ...] = Field((), description=f"检查文件夹时跳过的文件，{_LIKE_GIT}")
    rules: tuple[str, ...] = Field((), description="自己的规则文件夹，从本文件算起")
    dictionaries: tuple[str, ...] = Field((), description="自己的词典文件夹，从本文件算起")
    names: tuple[str, ...] = Field((), description="不报告的名称：人名、地名、单位名等")
    terms: tuple[str, ...] = Field((), description="不报告的术语")
    formulas: tuple[Annotated[str, Field(min_length=4)], ...] = Field(
        (), description="本单位的固定提法：不当套话、空话报告，写错一个字的提示"
    )
    baseline: str = Field("", description="基线文件，其中的问题不再报告；从本文件算起")
    archive: str = Field(
        "",
        description="和哪个档案中早先的稿件比：文件路径（从本文件算起）、数据库地址，或者 default",
    )
    reference: tuple[str, ...] = Field(
        (), description="上级来文的文件夹，稿件与其中的文件比；从本文件算起"
    )
    paths: tuple[PathSection, ...] = Field((), description="只对部分稿件有效的设置")
    profile: Profile = Field(
        default_factory=lambda: Profile.model_validate({}),
        description="本单位怎样评分：权重、待核、分数线、时限等",
    )
    desk: Desk = Field(
        default_factory=lambda: Desk.model_validate({}),
        description="收稿库：放在哪里，留多久，怎样建议",
    )

    _patterns = field_validator("exclude")(lambda value: _gitignore(value))


def schema() -> dict[str, Any]:
    """The JSON Schema of ``shengao.toml``."""
    found = ConfigFile.model_json_schema(by_alias=True, schema_generator=_Untitled)
    for one in (found, *found["$defs"].values()):
        del one["description"]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **found,
        "title": "审稿的配置文件 shengao.toml",
    }


def _gitignore(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError as error:
            raise ValueError(f"路径写法有误：{pattern}") from error
    return patterns


class _Untitled(GenerateJsonSchema):
    """Without the titles that pydantic makes of English names: editors show the description."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
