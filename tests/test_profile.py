"""The unit's profile: what it may say, what of it reaches rules and scoring, what is an error."""

import tomllib
from pathlib import Path

import pytest

from shengao import data, dictionary, engine, provenance, read, rulebook
from shengao.cli.init import TEMPLATE
from shengao.cli.profile_template import template
from shengao.config import Resolver, Settings, model
from shengao.document import Document
from shengao.errors import ConfigError
from shengao.score.book import Book

DEADLINES = data.folder("dictionaries") / "deadlines.tsv"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder at which the search for configuration ends."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def settings(place: Path, text: str) -> Settings:
    write(place / "shengao.toml", text)
    return Resolver().settings(place / "稿.txt")


def failure(place: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        settings(place, text)
    return caught.value


# What it says


def test_without_a_profile_there_is_nothing(place: Path) -> None:
    assert settings(place, 'genre = "简报"\n').profile == {}


def test_numbers_reach_scoring_under_their_one_name(place: Path) -> None:
    found = settings(
        place,
        """
[profile.weights]
"动态信息" = { "快" = 40, factual = 60 }
"其他" = { "用" = 1.5 }
[profile.gates]
"错别字" = true
private-phone-shown = false
[profile.points]
event-lag = 0
[profile.costs]
"口语化" = 2
[profile.thresholds]
"优" = 90
"良" = 75
"可" = 65
"及时" = 50
""",
    )
    assert found.profile == {
        "scoring": {
            "weights": {"工作动态": {"快": 40.0, "实": 60.0}, "其他": {"用": 1.5}},
            "gates": {"typo": True, "private-phone-shown": False},
            "points": {"event-lag": 0.0},
            "costs": {"colloquial": 2.0},
            "bands": {"优": 90.0, "良": 75.0, "可": 65.0},
            "lights": {"及时": 50.0},
        }
    }


def test_calendar_and_deadlines(place: Path) -> None:
    found = settings(
        place,
        """
[profile]
calendar = { "7 - 9月" = ["防汛", "防台"], "全年" = ["河长制"], "10至4" = ["防火"] }
deadlines = { "重大" = 35, "突发" = 60 }
""",
    )
    assert found.profile == {
        "calendar": {"7-9": ("防汛", "防台"), "全年": ("河长制",), "10-4": ("防火",)},
        "deadlines": {"重大": 35, "突发": 60},
    }


def test_tables_are_read_from_where_the_file_is(place: Path) -> None:
    write(
        place / "表" / "月历.tsv", "月份\t主题\n# 主汛期\n7-9\t防汛、防台\n7-9月\t防旱\n3\t水周\n"
    )
    write(
        place / "表" / "名册.csv",
        '单位,类别,名称\r\n水利局,一类,"县水利局、*水务局"\r\n\r\n沙河镇,,\r\n',
        "gb18030",
    )
    write(place / "shengao.toml", '[profile]\ncalendar = "表/月历.tsv"\nroster = "表/名册.csv"\n')
    found = Resolver().settings(place / "下" / "稿.txt")
    assert found.profile == {
        "calendar": {"7-9": ("防汛", "防台", "防旱"), "3": ("水周",)},
        "roster": (
            ("水利局", "一类", ("水利局", "县水利局", "*水务局")),
            ("沙河镇", "", ("沙河镇",)),
        ),
    }


def test_a_change_of_a_table_counts(place: Path) -> None:
    roster = write(place / "名册.csv", "unit,class,names\n水利局,,\n")
    text = '[profile]\nroster = "名册.csv"\n'
    assert [unit for unit, _, _ in settings(place, text).profile["roster"]] == ["水利局"]
    write(roster, "unit,class,names\n林业局,,\n")
    assert [unit for unit, _, _ in settings(place, text).profile["roster"]] == ["林业局"]
    roster.unlink()
    assert "名册.csv" in failure(place, text).why


# extend


def test_a_nearer_profile_has_its_say_entry_by_entry(place: Path) -> None:
    write(
        place / "市.toml",
        """
formulas = ["河清海晏安澜利民"]
[profile]
deadlines = { "重大" = 35, "较大" = 60 }
calendar = { "7" = ["防汛"] }
[profile.weights]
"经验" = { "深" = 60, "用" = 40 }
"问题" = { "深" = 100 }
[profile.gates]
"错别字" = true
[profile.lengths]
"经验" = { most = 1800 }
""",
    )
    found = settings(
        place,
        """
extend = "市.toml"
formulas = ["四水四定"]
[profile]
deadlines = { "重大" = 20 }
[profile.weights]
"经验" = { "实" = 100 }
[profile.lengths]
"简报" = { least = 100 }
""",
    )
    assert found.formulas == ("河清海晏安澜利民", "四水四定")
    assert found.profile == {
        "scoring": {
            "weights": {"经验": {"实": 100.0}, "问题": {"深": 100.0}},
            "gates": {"typo": True},
        },
        "deadlines": {"重大": 20},
        "calendar": {"7": ("防汛",)},
        "lengths": {"经验": (None, 1800), "简报": (100, None)},
    }


# Errors


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[profile]\nwieghts = {}\n", 2, "不认识“wieghts”这一项，是不是想写 weights？"),
        ("profile = 3\n", 1, "“profile”应为一张表"),
        ('[profile.weights]\n"经验" = 5\n', 2, "“经验”应为一张表"),
        ('[profile.weights]\n"经验" = { "快" = "高" }\n', 2, "“快”应为数"),
        ('[profile.weights]\n"经验" = { "快" = true }\n', 2, "“快”应为数"),
        ('[profile.weights]\n"经验" = { "快" = -1 }\n', 2, "“快”不能小于 0"),
        ('[profile.weights]\n"经验" = { "快" = nan }\n', 2, "“快”应为数"),
        ('[profile.weights]\n"经验" = { "块" = 1 }\n', 2, "“块”不是要求"),
        ('[profile.weights]\n"工作动太" = { "快" = 1 }\n', 2, "是不是想写 工作动态？"),
        ('[profile.weights]\n"经验" = { "快" = 0 }\n', 1, "都是 0"),
        ('[profile.gates]\n"错别字" = 1\n', 2, "“错别字”应为 true 或 false"),
        ('[profile.costs]\n"口语" = 1\n', 2, "“口语”不是问题类别，是不是想写 口语化？"),
        ('[profile.costs]\n"口语化" = 101\n', 2, "“口语化”不能大于 100"),
        ('[profile.thresholds]\n"优" = 90\n', 1, "一起写"),
        ('[profile.thresholds]\n"优" = 70\n"良" = 70\n"可" = 60\n', 1, "一档比一档低"),
        ('[profile.thresholds]\n"中" = 90\n', 2, "不认识“中”这一项"),
        ('[profile.calendar]\n"13" = ["防汛"]\n', 2, "月份“13”应写成"),
        ('[profile.calendar]\n"汛期" = ["防汛"]\n', 2, "月份“汛期”应写成"),
        ('[profile.calendar]\n"7" = []\n', 2, "“7”至少要有1个"),
        ('[profile.calendar]\n"7" = "防汛"\n', 2, "“7”应为列表"),
        ("[profile]\ncalendar = 7\n", 2, "“calendar”应为文字"),
        ('[profile]\ncalendar = "月历.csv"\n', 2, "“calendar”：应为一个 .tsv 文件"),
        ('[profile]\nroster = "名册.xlsx"\n', 2, "“roster”：应为一个 .csv 文件"),
        ('[profile]\nroster = "没有.csv"\n', 2, "roster 所指的文件不存在"),
        ('[profile.deadlines]\n"特大" = 30\n', 2, "“特大”应为 特别重大、重大、较大、一般、突发"),
        ('[profile.deadlines]\n"重大" = 0\n', 2, "“重大”应大于 0"),
        ('[profile.deadlines]\n"重大" = 1.5\n', 2, "“重大”应为整数"),
        ('[profile.lengths]\n"经验" = { least = 9, most = 8 }\n', 2, "比 most（8）还大"),
        ('[profile.lengths]\n"经验" = { max = 8 }\n', 2, "不认识“max”这一项"),
        ('formulas = ["安澜", ""]\n', 1, "“formulas”"),
    ],
)
def test_an_error_names_its_line(place: Path, text: str, line: int, why: str) -> None:
    error = failure(place, text)
    assert why in error.why
    assert (error.path, error.line) == (str(place / "shengao.toml"), line)


@pytest.mark.parametrize(
    ("table", "line", "why"),
    [
        ("", 1, "第一行应为表头，写明 单位、类别、名称，用英文逗号隔开"),
        ("单位,级别,名称\n", 1, "第一行应为表头"),
        ("单位,类别,名称\n水利局\n,一类,县林业局\n", 3, "“单位”这一格是空的"),
        ("单位,类别,名称\n水利局,一类,水务局、县水利局,多\n", 2, "这一行有4格，表头只有3列"),
        ("单位,类别,名称\n水利局,,水务局\n环保局,,水务局\n", 3, "“水务局”已在第2行写过"),
        ('单位,类别,名称\n"水利局","一类\n二类",\n水利局,,\n', 4, "“水利局”已在第2行写过"),
        ("单位,类别,名称\n水利局,,*\n", 2, "会认到所有单位"),
    ],
)
def test_an_error_of_the_roster_names_its_line(
    place: Path, table: str, line: int, why: str
) -> None:
    roster = write(place / "名册.csv", table)
    error = failure(place, '[profile]\nroster = "名册.csv"\n')
    assert why in error.why
    assert (error.path, error.line) == (str(roster), line)


@pytest.mark.parametrize(
    ("table", "line", "why"),
    [
        ("月份,主题\n7,防汛\n", 1, "用制表符隔开"),
        ("月份\t主题\n7\t防汛\n十三\t防火\n", 3, "月份“十三”应写成"),
        ("月份\t主题\n7\n", 2, "“主题”这一格是空的"),
    ],
)
def test_an_error_of_the_calendar_names_its_line(
    place: Path, table: str, line: int, why: str
) -> None:
    calendar = write(place / "月历.tsv", table)
    error = failure(place, '[profile]\ncalendar = "月历.tsv"\n')
    assert why in error.why
    assert (error.path, error.line) == (str(calendar), line)


def test_a_table_in_no_known_encoding(place: Path) -> None:
    (place / "名册.csv").write_bytes(b"\xff\xff\xff")
    assert "UTF-8" in failure(place, '[profile]\nroster = "名册.csv"\n').why


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[profile.gates]\nvague-dtae = true\n", 2, "是不是想写 vague-date"),
        ("[profile.gates]\n\n'实' = true\n", 3, "“实”不是规则或问题类别"),
        ('[profile]\ngates = { "vague-dtae" = true }\n', 2, "是不是想写 vague-date"),
        ("[profile.points]\nevent-log = 3\n", 2, "没有加分点“event-log”，是不是想写 event-lag？"),
        ('[profile.weights]\n"讲话稿" = { "快" = 3 }\n', 2, "“讲话”不打总分"),
    ],
)
def test_a_name_that_means_nothing_is_an_error(place: Path, text: str, line: int, why: str) -> None:
    write(place / "shengao.toml", text)
    resolver = Resolver()
    found = resolver.settings(place / "稿.txt")
    table = {"points": {"event-lag": 9}, "untotalled": ("讲话",)}
    with pytest.raises(ConfigError) as caught:
        resolver.verify(found, ["vague-date"], table)
    assert why in caught.value.why
    assert (caught.value.path, caught.value.line) == (str(place / "shengao.toml"), line)


def test_known_names_pass(place: Path) -> None:
    text = "[profile.gates]\nvague-date = true\n'套话' = false\n[profile.points]\nevent-lag = 3\n"
    found = settings(place, text)
    Resolver().verify(found, ["vague-date"], {"points": {"event-lag": 9}, "untotalled": ()})


# Where it comes from


def test_every_entry_says_where_it_comes_from(place: Path) -> None:
    far = write(
        place / "市.toml",
        '[profile.weights]\n"经验信息" = { "深" = 60 }\n[profile.gates]\n"错别字" = true\n'
        '[profile.lengths]\n"简报" = { most = 800 }\n',
    )
    near = write(
        place / "shengao.toml",
        """extend = "市.toml"
[profile]
deadlines = { "重大" = 20 }
gates = { "错别字" = false }
[profile.weights]
"经验" = { "实" = 60, "用" = 40.5 }
""",
    )
    found = [
        (one.key, one.value, one.place)
        for one in provenance.origins(Resolver(), place / "稿.txt")
        if one.key.startswith("profile")
    ]
    assert found == [
        ("profile.lengths", "简报 = 最多800字", f"{far}:6"),
        ("profile.weights", "经验 = 实60 用40.5", f"{near}:6"),
        ("profile.gates", "typo = false", f"{near}:4"),
        ("profile.deadlines", "1项", f"{near}:3"),
    ]


# Lengths and formulas reach the rules


def draft(text: str, genre: str, book: rulebook.Rulebook) -> Document:
    reading = read.read("稿.txt", text.encode())
    return Document.of(reading, book.words, genre)


def fired(text: str, genre: str, book: rulebook.Rulebook) -> set[str]:
    return {one.rule for one in engine.lint(draft(text, genre, book), book).findings}


TEXT = "水库开闸放水三小时\n" + "8月1日，水库开闸放。" * 10


def test_lengths_are_the_limits_of_the_rules(place: Path) -> None:
    usual = rulebook.load()
    assert "draft-over-length" not in fired(TEXT, "工作动态", usual)
    assert "draft-under-length" in fired(TEXT, "问题", usual)
    own = settings(
        place,
        """
[profile.lengths]
"动态信息" = { most = 109 }
"问题" = { least = 0 }
"通讯稿" = { least = 120, most = 1000 }
""",
    )
    book = rulebook.load(*own.book)
    (found,) = [
        one
        for one in engine.lint(draft(TEXT, "工作动态", book), book).findings
        if one.rule == "draft-over-length"
    ]
    assert found.message.startswith("全文110字，109字以内为宜")
    assert "draft-under-length" not in fired(TEXT, "问题", book)
    assert "draft-under-length" in fired(TEXT, "通讯稿", book)
    assert "draft-under-length" in fired(TEXT, "经验", book)
    assert usual.key != book.key


def test_own_formulas_spare_their_clause_and_are_compared(place: Path) -> None:
    own = settings(place, 'formulas = ["高度重视民生圆满办好实事"]\n')
    book = rulebook.load(*own.book)
    text = "会议要求，高度重视民生圆满办好实事。"
    altered = "会议要求，高度重视民生圆满办妥实事。"
    assert "formula-altered" in fired(altered, "工作动态", book)
    assert "formula-altered" not in fired(altered, "工作动态", rulebook.load())
    assert "formula-altered" not in fired(text, "工作动态", book)


# The template


def uncommented(text: str) -> str:
    """What the template says, were every setting of it in force."""
    return "\n".join(
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
        for line in text.splitlines()
    )


def test_the_template_changes_nothing_and_its_settings_are_those_of_the_table(place: Path) -> None:
    assert settings(place, TEMPLATE + template()).profile == {}
    write(place / "名册.csv", "单位,类别,名称\n水利局,,\n")
    write(place / "shengao.toml", uncommented(template()))
    resolver = Resolver()
    found = resolver.settings(place / "稿.txt")
    book = rulebook.load(*found.book)
    resolver.verify(found, book.rules, book.scoring)
    own = found.profile["scoring"]
    assert own.keys() == {"weights", "gates", "points", "costs", "bands", "lights"}
    assert Book.of(book.scoring, own) == Book.of(book.scoring, {})
    assert own["points"] == book.scoring["points"]
    assert found.profile["deadlines"] == {
        entry.word: int(entry.tag) for entry in dictionary.read(DEADLINES)
    }
    assert set(found.profile) == {
        "scoring", "calendar", "deadlines", "roster", "lengths",
    }  # fmt: skip


def test_the_schema_takes_the_template_and_refuses_what_the_program_does() -> None:
    import jsonschema

    validator = jsonschema.Draft202012Validator(model.schema())
    table = tomllib.loads(uncommented(template()))
    validator.validate(table)
    wrongs: list[dict[str, object]] = [
        {"wieghts": {}},
        {"thresholds": {"中": 70}},
        {"deadlines": {"特大": 30}},
        {"gates": {"错别字": 1}},
        {"lengths": {"经验": {"max": 8}}},
    ]
    for wrong in wrongs:
        assert not validator.is_valid({"profile": wrong}), wrong
