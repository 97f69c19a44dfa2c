"""Configuration: the nearest file wins, errors name their line, and what is kept is never wrong."""

import json
import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shengao import cache, provenance
from shengao.config import Overrides, Resolver, Settings, model
from shengao.errors import ConfigError, UsageError
from shengao.finding import Finding, Severity
from shengao.text import Span

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "docs" / "schema" / "shengao-toml.schema.json"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder at which the search for configuration ends."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(draft: Path, **how: object) -> Settings:
    return Resolver(**how).settings(draft)  # type: ignore[arg-type]  # what tests pass on


def failure(draft: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        settings(draft)
    return caught.value


def finding(
    rule: str = "colloquial-verb", fault: str = "colloquial", severity: str = "warning"
) -> Finding:
    return Finding(rule, fault, "实", Severity(severity), "", Span(0, 1), "搞")


# Which file


def test_without_a_file_all_is_checked(place: Path) -> None:
    found = settings(place / "稿.txt")
    assert (found.select, found.ignore, found.files) == (("all",), (), ())
    assert (found.threshold, found.fail_on) == (Severity.WARNING, Severity.WARNING)


def test_the_nearest_file_wins_and_nothing_is_merged(place: Path) -> None:
    write(place / "shengao.toml", 'ignore = ["cliche"]\nrelease = "public"\n')
    near = write(place / "通讯" / "shengao.toml", 'threshold = "info"\n')
    found = settings(place / "通讯" / "三月" / "稿.txt")
    assert (found.ignore, found.release, found.threshold) == ((), "internal", Severity.INFO)
    assert found.files == (near,)
    assert found.root == near.parent
    assert settings(place / "稿.txt").ignore == ("cliche",)


def test_the_search_ends_at_the_top_of_a_repository(place: Path) -> None:
    write(place / "shengao.toml", 'ignore = ["cliche"]\n')
    (place / "库" / ".git").mkdir(parents=True)
    assert settings(place / "库" / "稿.txt").ignore == ()


def test_pyproject_counts_if_it_has_the_section(place: Path) -> None:
    write(place / "pyproject.toml", '[tool.shengao]\nignore = ["cliche"]\n')
    write(place / "下" / "pyproject.toml", '[project]\nname = "x"\ndependencies = ["shengao"]\n')
    assert settings(place / "下" / "稿.txt").ignore == ("cliche",)


def test_shengao_toml_beats_a_pyproject_beside_it(place: Path) -> None:
    write(place / "pyproject.toml", '[tool.shengao]\nignore = ["cliche"]\n')
    write(place / "shengao.toml", 'ignore = ["vague"]\n')
    assert settings(place / "稿.txt").ignore == ("vague",)


def test_isolated_reads_none_and_config_reads_the_one_named(place: Path) -> None:
    write(place / "shengao.toml", "broken")
    named = write(place / "别处" / "规范.toml", 'rules = ["规则"]\nbaseline = "基线.json"\n')
    assert settings(place / "稿.txt", isolated=True).files == ()
    found = settings(place / "稿.txt", config=named)
    assert found.rules == (named.parent / "规则",)
    assert found.baseline == named.parent / "基线.json"
    with pytest.raises(UsageError, match="不能同时"):
        Resolver(named, isolated=True)
    with pytest.raises(ConfigError, match="不存在"):
        settings(place / "稿.txt", config=place / "没有.toml")


def test_a_draft_on_standard_input_has_the_settings_of_its_name(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place / "shengao.toml", 'genre = "简报"\n')
    monkeypatch.chdir(place)
    assert Resolver().settings("下/没有的稿.md").genre == "简报"


# extend


def test_extend_reads_the_farther_file_first(place: Path) -> None:
    far = write(
        place / "单位" / "shengao.toml",
        'ignore = ["cliche"]\nnames = ["搞搞村"]\nrules = ["规则"]\nthreshold = "info"\n'
        '[severity]\nvague = "error"\ncliche = "info"\n',
    )
    near = write(
        place / "科室" / "shengao.toml",
        'extend = "../单位/shengao.toml"\nignore = ["vague-time"]\nnames = ["好得很超市"]\n'
        'threshold = "error"\n[severity]\nvague = "warning"\n',
    )
    found = settings(near.parent / "稿.txt")
    assert found.ignore == ("cliche", "vague-time")
    assert found.names == ("搞搞村", "好得很超市")
    assert found.rules == (far.parent / "规则",)
    assert found.threshold is Severity.ERROR
    assert found.severity == {"vague": Severity.WARNING, "cliche": Severity.INFO}
    assert found.files == (far, near)


def test_a_nearer_select_begins_anew(place: Path) -> None:
    write(place / "a.toml", 'select = ["colloquial"]\nignore = ["colloquial-verb"]\n')
    write(place / "shengao.toml", 'extend = "a.toml"\nselect = ["实"]\n')
    found = settings(place / "稿.txt")
    assert (found.select, found.ignore) == (("实",), ())


def test_extend_in_a_circle_is_an_error_with_the_way(place: Path) -> None:
    write(place / "shengao.toml", '# 配置\nextend = "b.toml"\n')
    write(place / "b.toml", 'extend = "shengao.toml"\n')
    error = failure(place / "稿.txt")
    assert (error.path, error.line) == (str(place / "b.toml"), 1)
    assert "绕回" in error.why
    assert "b.toml → " in error.why


def test_extending_what_is_not_there(place: Path) -> None:
    write(place / "shengao.toml", 'genre = "简报"\nextend = "没有.toml"\n')
    error = failure(place / "稿.txt")
    assert (error.line, error.shown) == (2, 'extend = "没有.toml"')
    assert "不存在" in error.why


# Settings for some paths


def test_sections_for_paths_hold_for_the_drafts_that_match(place: Path) -> None:
    write(
        place / "shengao.toml",
        """
ignore = ["cliche"]

[[paths]]
match = ["通讯/**", "*.通讯.md"]
genre = "通讯稿"
ignore = ["chronicle"]

[[paths]]
match = ["通讯/内部/"]
release = "internal"
select = ["all"]
severity = { "口语化" = "info" }
""",
    )
    resolver = Resolver()
    assert resolver.settings(place / "稿.txt").genre is None
    assert resolver.settings(place / "三月.通讯.md").genre == "通讯稿"
    article = resolver.settings(place / "通讯" / "稿.txt")
    assert (article.genre, article.ignore) == ("通讯稿", ("cliche", "chronicle"))
    inner = resolver.settings(place / "通讯" / "内部" / "稿.txt")
    assert (inner.genre, inner.ignore) == ("通讯稿", ())
    assert inner.severity == {"colloquial": Severity.INFO}
    assert article is resolver.settings(place / "通讯" / "别的稿.txt")


def test_exclude_is_like_gitignore(place: Path) -> None:
    write(place / "shengao.toml", 'exclude = ["归档/", "*.bak.txt", "!要.bak.txt"]\n')
    resolver = Resolver()
    assert resolver.excludes(place / "归档", folder=True)
    assert resolver.excludes(place / "下" / "归档" / "稿.txt")
    assert resolver.excludes(place / "下" / "稿.bak.txt")
    assert not resolver.excludes(place / "要.bak.txt")
    assert not resolver.excludes(place / "归档")
    assert not resolver.excludes(place / "稿.txt")


def test_a_pattern_finds_a_name_however_its_accents_are_spelled(place: Path) -> None:
    write(place / "shengao.toml", 'exclude = ["Caf\u00e9/"]\n')
    assert Resolver().excludes(place / "Cafe\u0301" / "稿.txt")


# Select, ignore, severity


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (("all",), (), True),
        (("all",), ("all",), False),
        (("all",), ("colloquial",), False),
        (("all",), ("实",), False),
        (("all",), ("vague",), True),
        (("colloquial",), (), True),
        (("vague",), (), False),
        (("实",), ("colloquial",), False),
        (("colloquial",), ("实",), True),
        (("colloquial-verb",), ("colloquial",), True),
        (("all", "colloquial-verb"), ("colloquial",), True),
        (("colloquial",), ("colloquial",), False),
        ((), (), False),
    ],
)
def test_the_nearest_name_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: bool
) -> None:
    assert Settings(Path(), select, ignore).selects(finding()) is expected


def test_severity_by_the_nearest_name() -> None:
    graded = Settings(Path(), severity={"实": Severity.INFO, "colloquial": Severity.ERROR})
    assert graded.severity_of(finding()) is Severity.ERROR
    assert graded.severity_of(finding("no-source", "missing-figure")) is Severity.INFO
    assert Settings(Path()).severity_of(finding()) is Severity.WARNING


def test_faults_and_criteria_have_chinese_and_english_names(place: Path) -> None:
    write(place / "shengao.toml", 'select = ["factual", "套话"]\n[severity]\n"快" = "info"\n')
    found = settings(place / "稿.txt")
    assert found.select == ("实", "cliche")
    assert found.severity == {"快": Severity.INFO}


def test_the_command_line_beats_files(place: Path) -> None:
    write(place / "shengao.toml", 'select = ["实"]\nignore = ["cliche"]\nthreshold = "info"\n')
    found = settings(place / "稿.txt", overrides=Overrides(select=("套话",)))
    assert (found.select, found.ignore) == (("cliche",), ())
    found = settings(place / "稿.txt", overrides=Overrides(ignore=("vague",)))
    assert (found.select, found.ignore) == (("实",), ("cliche", "vague"))
    found = settings(place / "稿.txt", overrides=Overrides(threshold=Severity.ERROR))
    assert (found.threshold, found.fail_on) == (Severity.ERROR, Severity.ERROR)


def test_fail_on_is_the_threshold_unless_it_is_given(place: Path) -> None:
    path = write(place / "shengao.toml", 'threshold = "info"\n')
    assert settings(place / "稿.txt").fail_on is Severity.INFO
    write(path, 'threshold = "info"\nfail-on = "error"\n')
    assert settings(place / "稿.txt").fail_on is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ('ignore = ["cliche", "colloquail"]\n', 1, 'ignore = ["cliche", "colloquail"]'),
        ('names = ["colloquail"]\nselect = [\n  "all",\n  "colloquail",\n]\n', 4, '"colloquail",'),
        ('[severity]\ncliche = "info"\ncolloquail = "error"\n', 3, 'colloquail = "error"'),
        ('[[paths]]\nmatch = ["*"]\nignore = ["colloquail"]\n', 3, 'ignore = ["colloquail"]'),
    ],
)
def test_a_name_that_selects_nothing_is_an_error(
    place: Path, text: str, line: int, shown: str
) -> None:
    path = write(place / "shengao.toml", text)
    resolver = Resolver()
    with pytest.raises(ConfigError) as caught:
        resolver.verify(resolver.settings(place / "稿.txt"), ["colloquial-verb"])
    error = caught.value
    assert (error.path, error.line, error.shown) == (str(path), line, shown)
    assert "是不是想写 colloquial" in error.why


def test_a_name_on_the_command_line_that_selects_nothing(place: Path) -> None:
    resolver = Resolver(overrides=Overrides(select=("口语",)))
    with pytest.raises(UsageError, match=r"“口语”.+是不是想写 口语化"):
        resolver.verify(resolver.settings(place / "稿.txt"), [])


def test_known_names_pass(place: Path) -> None:
    write(place / "shengao.toml", 'select = ["all", "own-rule", "快", "时间模糊"]\n')
    resolver = Resolver()
    resolver.verify(resolver.settings(place / "稿.txt"), ["own-rule"])


# Errors


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('genre = "简报"\nigore = ["cliche"]\n', 2, "不认识“igore”这一项，是不是想写 ignore？"),
        ("zzz = 1\n", 1, "不认识“zzz”这一项"),
        ('[[paths]]\nmatch = ["*"]\n[[paths]]\nmatch = ["*"]\ngener = "x"\n', 5, "genre"),
        ('[[paths]]\ngenre = "简报"\n', 1, "缺少“match”"),
        ('select = "all"\n', 1, "“select”应为列表"),
        ('ignore = [\n  "cliche",\n  3,\n]\n', 1, "“ignore”应为文字"),
        ('threshold = "warn"\n', 1, "“threshold”应为 error、warning、info 之一"),
        ('severity = "info"\n', 1, "threshold"),
        ('[severity]\nvague = "error"\ncliche = "off"\n', 3, "error、warning、info"),
        ('release = "secret"\n', 1, "internal、public"),
        ('genre = "简报"\nignore = [“cliche”]\n', 2, "用了中文引号"),
        ('ignore = ["cliche"，"vague"]\n', 1, "用了中文标点"),
        ("genre = 简报\n", 1, "要用英文引号括起来"),
        ('[severity]\n口语化 = "info"\n', 2, "中文的名称要用英文引号"),
        ('genre = "简报"\ngenre = "通讯稿"\n', 2, "写了两次"),
        ('genre = "简报\n', 1, "引号没有配对"),
        ('ignore = ["cliche"\ngenre = "x"\n', 2, "方括号没有配对"),
        ("\n\nignore\n", 3, "缺少等号"),
    ],
)
def test_an_error_names_its_line(place: Path, text: str, line: int, why: str) -> None:
    path = write(place / "shengao.toml", text)
    error = failure(place / "稿.txt")
    assert (error.path, error.line) == (str(path), line)
    assert why in error.why
    assert error.shown == text.split("\n")[line - 1].strip()


def test_in_pyproject_the_line_is_that_of_our_section(place: Path) -> None:
    write(
        place / "pyproject.toml",
        '[tool.ruff.lint]\nselect = ["E"]\nigore = ["E501"]\n\n[tool.shengao]\nigore = ["vague"]\n',
    )
    assert failure(place / "稿.txt").line == 6


def test_a_file_in_another_encoding(place: Path) -> None:
    (place / "shengao.toml").write_bytes('genre = "a"\nnames = ["王"]\n'.encode("gbk"))
    error = failure(place / "稿.txt")
    assert error.line == 2
    assert "UTF-8" in error.why


def test_windows_line_ends_and_a_byte_order_mark(place: Path) -> None:
    (place / "shengao.toml").write_bytes(b"\xef\xbb\xbf" + b'\r\nignore = ["vague"]\r\nzzz = 1\r\n')
    assert failure(place / "稿.txt").line == 3


def test_a_file_that_may_not_be_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place / "shengao.toml", "")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "没有权限" in failure(place / "稿.txt").why


# What is kept


def kept() -> Path:
    folder = cache.folder()
    assert folder is not None
    (found,) = folder.glob("config-*.bin")
    return found


def test_any_change_of_any_file_of_the_chain_counts(place: Path) -> None:
    far = write(place / "a.toml", 'ignore = ["vague"]\n')
    near = write(place / "shengao.toml", 'extend = "a.toml"\ngenre = "简报"\n')
    draft = place / "稿.txt"
    assert settings(draft).ignore == ("vague",)
    state = far.stat()
    write(far, 'ignore = ["title"]\n')
    os.utime(far, ns=(state.st_atime_ns, state.st_mtime_ns))  # same size, same time
    assert settings(draft).ignore == ("title",)
    write(near, 'extend = "a.toml"\ngenre = "通讯稿"\n')
    assert settings(draft).genre == "通讯稿"
    far.unlink()
    assert "不存在" in failure(draft).why


def test_what_is_kept_is_the_same_as_what_is_read(place: Path) -> None:
    write(place / "a.toml", 'rules = ["r"]\n[severity]\nvague = "error"\n')
    write(
        place / "shengao.toml",
        'extend = "a.toml"\nexclude = ["a/"]\n[[paths]]\nmatch = ["*.md"]\ngenre = "简报"\n',
    )
    assert settings(place / "稿.md") == settings(place / "稿.md")
    assert Resolver().excludes(place / "a" / "稿.md")


@pytest.mark.parametrize("how", ["empty", "cut", "flipped", "other", "none"])
def test_a_damaged_entry_is_read_anew(place: Path, how: str) -> None:
    write(place / "shengao.toml", 'ignore = ["vague"]\n')
    expected = settings(place / "稿.txt")
    path = kept()
    data = path.read_bytes()
    at = data.rindex(b"vague")
    path.write_bytes(
        {
            "empty": b"",
            "cut": data[:-20],
            "flipped": data[:at] + b"value" + data[at + 5 :],
            "other": marshal.dumps(("a", [])),
            "none": marshal.dumps(None),
        }[how]
    )
    assert settings(place / "稿.txt") == expected


def test_without_a_cache_all_is_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place / "shengao.toml", 'ignore = ["vague"]\n')
    monkeypatch.setenv("SHENGAO_CACHE", "off")
    assert settings(place / "稿.txt").ignore == ("vague",)


def test_a_warm_start_imports_nothing_that_costs(place: Path) -> None:
    write(
        place / "shengao.toml", 'extend = "a.toml"\n[[paths]]\nmatch = ["*.txt"]\ngenre = "简报"\n'
    )
    write(place / "a.toml", 'exclude = ["a/"]\n')
    program = (
        "import sys; from shengao.config import Resolver; r = Resolver();"
        "print(r.settings(sys.argv[1]).genre, r.excludes(sys.argv[1]));"
        "print(sorted({'pydantic', 'pathspec', 'tomllib', 'difflib'} & set(sys.modules)))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, str(place / "稿.txt")],
            env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert outputs[0][0] == outputs[1][0] == "简报 False"
    assert "pydantic" in outputs[0][1]
    assert outputs[1][1] == "[]"


# Where settings come from


def test_every_setting_says_where_it_comes_from(place: Path) -> None:
    far = write(place / "a.toml", 'names = ["王"]\nignore = ["vague"]\n')
    near = write(
        place / "shengao.toml",
        """extend = "a.toml"
names = [
  "李",
]
threshold = "info"
exclude = ["归档/"]

[severity]
"口语化" = "error"

[[paths]]
match = ["*.md"]
genre = "简报"
""",
    )
    found = [
        (one.key, one.value, one.place)
        for one in provenance.origins(Resolver(), place / "稿.md")
        if one.place != "默认"
    ]
    assert found == [
        ("ignore", "vague", f"{far}:2"),
        ("severity", "colloquial = error", f"{near}:9"),
        ("genre", "简报", f"{near}:13"),
        ("threshold", "info", f"{near}:5"),
        ("fail-on", "info", f"{near}:5"),
        ("exclude", "归档/", f"{near}:6"),
        ("names", "王", f"{far}:1"),
        ("names", "李", f"{near}:2"),
    ]


def test_settings_by_default_are_named_too(place: Path) -> None:
    found = provenance.origins(Resolver(), place / "稿.md")
    assert {one.place for one in found} == {"默认"}
    assert [one.key for one in found][:3] == ["select", "ignore", "severity"]


# The schema


def test_the_schema_is_current() -> None:
    written = SCHEMA.read_text(encoding="utf-8")
    current = json.dumps(model.schema(), ensure_ascii=False, indent=2) + "\n"
    assert written == current, (
        "run: python -m shengao config --schema > docs/schema/shengao-toml.schema.json"
    )


def test_the_schema_takes_what_the_program_takes() -> None:
    import tomllib

    import jsonschema

    from shengao.cli.init import TEMPLATE

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    uncommented = "\n".join(
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
        for line in TEMPLATE.splitlines()
    )
    table = tomllib.loads(uncommented)
    validator.validate(table)
    model.ConfigFile.model_validate(table)
    wrongs: list[object] = [{"igore": []}, {"threshold": "warn"}, {"paths": [{"genre": "简报"}]}]
    for wrong in wrongs:
        assert not validator.is_valid(wrong)
