"""The table of scores: every number is validated, and what it names exists."""

from pathlib import Path

import pytest
from drafts import BOOK, NEWS, card, values

from shengao import data, dictionary, rule_compiler, rulebook
from shengao.errors import RuleFileError
from shengao.finding import FAULTS
from shengao.genre import GENRES
from shengao.score import Beside, signals
from shengao.score.book import OTHER, Book
from shengao.score.signal import Measure, Signal

BUILT_IN = data.folder("rules") / "scoring.toml"
TEXT = BUILT_IN.read_text(encoding="utf-8")


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules" / "factual").mkdir(parents=True)
    return tmp_path / "rules"


def compiled(folder: Path, text: str) -> rulebook.Rulebook:
    (folder / "scoring.toml").write_text(text, encoding="utf-8")
    return rulebook.load([folder])


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[signals.no-such]\npoints = 3\nreason = '没有这个信号'\n", 1, "没有名为“no-such”的信号"),
        ("lean = 2\n", 1, "lean"),
        ("[weights]\n'小说' = { '快' = 1 }\n", 1, "小说"),
        ("[bands]\n'优' = 60\n", 1, "优"),
        ("[costs.vague]\nwarning = 9\n", 1, "必改"),
        ("[costs.no-fault]\nwarning = 9\n", 1, "no-fault"),
        ("[gates]\nfigure-error = 'always'\n", 2, "figure-error"),
        ("[surprise]\n", 1, "surprise"),
        ("lean = \n", 1, "TOML"),
    ],
)
def test_what_is_wrong_is_named_at_its_line(folder: Path, text: str, line: int, why: str) -> None:
    with pytest.raises(RuleFileError) as raised:
        compiled(folder, text)
    assert raised.value.path == str(folder / "scoring.toml")
    assert raised.value.line == line
    assert why in str(raised.value)


def test_a_signal_without_points_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: object) -> Measure | None:
        return None

    extra = Signal("extra-signal", "多", "深", "", "", "", (), nothing)
    monkeypatch.setattr(signals, "load", lambda: (*SIGNALS, extra))
    with pytest.raises(RuleFileError, match="信号“extra-signal”没有写分值"):
        rule_compiler.compile_rules([data.folder("rules")], [data.folder("dictionaries")])


SIGNALS = signals.load()


def test_a_pack_may_change_one_number(folder: Path) -> None:
    book = compiled(folder, "lean = 0.5\n\n[costs.vague]\nwarning = 5\n")
    assert book.scoring["lean"] == 0.5
    assert book.scoring["costs"]["vague"][:2] == (5.0, 6.0)
    assert {**book.scoring["costs"], "vague": 0} == {**BOOK.scoring["costs"], "vague": 0}
    assert book.key != BOOK.key


def test_all_names_of_the_table_exist() -> None:
    table = BOOK.scoring
    assert set(table["gates"]) <= {*FAULTS, *BOOK.rules}
    assert set(table["weights"]) | set(table["untotalled"]) == {*GENRES, OTHER}
    assert set(table["lights"]["undated"]) <= set(GENRES)
    assert table["lights"]["elements"] in table["points"]
    assert {*table["lights"]["accurate"], *table["lights"]["regular"]} <= set(FAULTS)
    assert set(table["tables"]["lists"]) <= set(dictionary.load([data.folder("dictionaries")]))
    assert len(table["tables"]["lists"]) == 2


def test_only_rules_that_more_text_could_silence_are_free() -> None:
    free = set(BOOK.scoring["free"])
    assert free
    assert all(BOOK.rules[slug].scope == "document" for slug in free)
    charged = {row.fault for row in BOOK.ordered if row.scope == "document"} - {
        BOOK.rules[slug].fault for slug in free
    }
    assert charged == {"title", "lead"}


@pytest.mark.parametrize("genre", [*GENRES, OTHER])
def test_the_weights_of_each_genre_add_up_to_a_hundred(genre: str) -> None:
    if genre not in BOOK.scoring["untotalled"]:
        assert sum(BOOK.scoring["weights"][genre].values()) == 100


# What a unit sets for itself


def own(**scoring: object) -> Beside:
    return Beside(profile={"scoring": scoring})


@pytest.fixture
def plain() -> dict[str, int | None]:
    return values(card(NEWS, beside=Beside()))


def test_a_unit_replaces_the_weights_of_a_genre(plain: dict[str, int | None]) -> None:
    made = card(NEWS, beside=own(weights={"工作动态": {"实": 3, "用": 1}}))
    assert {name: mark.weight for name, mark in made.criteria.items()} == {
        "快": 0.0, "实": 0.75, "深": 0.0, "新": 0.0, "用": 0.25,
    }  # fmt: skip
    assert values(made) == plain


def test_a_unit_sets_bands_gates_lights_points_and_costs() -> None:
    slug = sorted(BOOK.scoring["points"])[0]
    book = Book.of(
        BOOK.scoring,
        {
            "bands": {"优": 90},
            "gates": {"figure-error": False, "vague": True},
            "lights": {"及时": 70},
            "points": {slug: 1},
            "costs": {"vague": 8, "suppression": 2},
        },
    )
    assert book.bands == {**BOOK.scoring["bands"], "优": 90}
    assert (book.gates["figure-error"], book.gates["vague"]) == ("never", "warning")
    assert book.lights.timely == 70
    assert book.points == {**BOOK.scoring["points"], slug: 1}
    vague = BOOK.scoring["costs"]["vague"]
    assert book.costs["vague"][:3] == (8, vague[1] * 8 / vague[0], vague[2] * 8 / vague[0])
    assert book.costs["suppression"][:3] == (2, 2, 6)
