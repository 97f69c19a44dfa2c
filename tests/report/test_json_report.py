"""JSON and JSON Lines: the contract of docs/json.md and its schema."""

import io
import json
import re
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_drafts import (
    ALL,
    CLEAN,
    CRASHED,
    DOUBTED,
    SCORED,
    UNREAD,
    UNTOTALLED,
    flood,
    write,
    write_bytes,
)

from shengao.finding import CRITERIA, FAULTS, Applicability, DraftResult, Severity
from shengao.report import as_dict
from shengao.scorecard import Band, Half, LightName

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "schema" / "shengao-1.schema.json").read_text("utf-8"))
DEFINITIONS = SCHEMA["$defs"]
validator = jsonschema.Draft202012Validator(SCHEMA)


def test_a_run_is_one_object_with_a_draft_a_line() -> None:
    assert write("json", CLEAN, UNREAD) == (
        '{"version": 1, "drafts": [\n'
        '{"path": "a.txt", "title": "城管局清理占道经营32处", "genre": "工作动态", '
        '"characters": 640, "error": null, "findings": [], "suppressed": [], "score": null},\n'
        '{"path": "坏.docx", "title": "", "genre": null, "characters": 0, '
        '"error": "文件已加密，请先取消密码再检查。", "findings": [], "suppressed": [], '
        '"score": null}\n'
        '], "summary": {"drafts": 2, "unread": 1, "findings": 0, '
        '"by_severity": {"error": 0, "warning": 0, "info": 0}, "by_fault": {}, "suppressed": 0}}\n'
    )


def test_a_run_without_drafts_is_whole() -> None:
    assert json.loads(write("json")) == {
        "version": 1,
        "drafts": [],
        "summary": {
            "drafts": 0,
            "unread": 0,
            "findings": 0,
            "by_severity": {"error": 0, "warning": 0, "info": 0},
            "by_fault": {},
            "suppressed": 0,
        },
    }


def test_a_finding_has_the_keys_of_the_contract_in_their_order() -> None:
    draft = json.loads(write("json", flood()))["drafts"][0]
    assert json.dumps(draft["findings"][0], ensure_ascii=False) == (
        '{"rule": "impossible-date", "fault": "figure-error", "criterion": "实", '
        '"severity": "error", "message": "“6月31日”这一天不存在，请核对。", '
        '"start": 14, "end": 19, "line": 2, "column": 5, "text": "6月31日", '
        '"fixes": [{"applicability": "shown", '
        '"edits": [{"start": 14, "end": 19, "text": "6月30日"}]}], '
        '"related": [], "fingerprint": "impossible-date-000e"}'
    )
    [related] = draft["findings"][3]["related"]
    assert related == {"start": 0, "end": 9, "message": "标题没有写演练的效果"}
    [suppressed] = draft["suppressed"]
    assert list(suppressed)[-2:] == ["fingerprint", "reason"]
    assert suppressed["text"] == "险工险段"
    assert suppressed["reason"] == "水利行业用语"


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    after = json.loads(write("json", flood()))["drafts"][0]["findings"][5]
    assert (after["line"], after["column"], after["end"] - after["start"]) == (4, 20, 2)


def test_a_failed_check_is_named_and_absent_otherwise() -> None:
    crashed, clean = json.loads(write("json", CRASHED, CLEAN))["drafts"]
    assert crashed["path"] == "mail.eml!附件.docx"
    assert crashed["crashes"] == ["slow-rule：ValueError: 步骤为空"]
    assert "crashes" not in clean


def test_the_summary_adds_up() -> None:
    assert json.loads(write("json", *ALL))["summary"] == {
        "drafts": 4,
        "unread": 1,
        "findings": 10,
        "by_severity": {"error": 1, "warning": 8, "info": 1},
        "by_fault": {
            "colloquial": 6,
            "missing-figure": 1,
            "vague": 1,
            "typo": 1,
            "figure-error": 1,
        },
        "suppressed": 1,
    }
    assert list(json.loads(write("json", *ALL))["summary"]["by_fault"]) == [
        "colloquial", "missing-figure", "vague", "typo", "figure-error",
    ]  # fmt: skip


def test_json_lines_say_the_same_with_the_summary_last() -> None:
    whole = json.loads(write("json", *ALL))
    *drafts, last = [json.loads(line) for line in write("jsonl", *ALL).splitlines()]
    assert drafts == whole["drafts"] == [as_dict(result) for result in ALL]
    assert last == {"summary": whole["summary"]}


def test_json_lines_reach_the_reader_draft_by_draft() -> None:
    from shengao import report

    buffer = io.BytesIO()
    writer = report.writer("jsonl", io.TextIOWrapper(buffer, encoding="utf-8"))
    writer.begin()
    writer.draft(CLEAN)
    assert json.loads(buffer.getvalue())["path"] == "a.txt"


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp936", "ascii", "latin-1"])
def test_machines_get_utf_8_on_a_stream_of_any_encoding(name: str, encoding: str) -> None:
    written = write_bytes(name, *ALL, encoding=encoding)
    assert written.decode("utf-8") == write(name, *ALL)
    assert "𠮷家湾" not in written.decode("utf-8")  # no excerpt in JSON, only the finding's text
    assert "搞了" in written.decode("utf-8")


def test_words_written_before_to_the_same_stream_stay_before() -> None:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="cp936", newline="\n")
    stream.write("提示\n")
    write("json", stream=stream)
    assert buffer.getvalue().startswith("提示\n".encode("cp936") + b'{"version": 1')


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_an_undecodable_file_name_is_escaped_and_comes_back(name: str) -> None:
    path = b"\xb8\xe5.txt".decode("utf-8", "surrogateescape")
    for written in (
        write_bytes(name, DraftResult(path), encoding="utf-8").decode("utf-8"),
        write(name, DraftResult(path)),
    ):
        assert '"path": "\\udcb8\\udce5.txt"' in written
    line = written.splitlines()[1 if name == "json" else 0]
    assert json.loads(line)["path"] == path


@given(st.text(), st.text(), st.none() | st.text())
def test_any_text_comes_back(path: str, title: str, genre: str | None) -> None:
    # Python joins an escaped pair of surrogates to the character that it stands for.
    path, title = (re.sub("[\ud800-\udfff]+", "?", text) for text in (path, title))
    result = DraftResult(path, title=title, genre=genre)
    written = write_bytes("json", result, encoding="ascii").decode("utf-8")
    draft = json.loads(written)["drafts"][0]
    assert (draft["path"], draft["title"]) == (path, title)
    validator.validate(json.loads(written))


def test_a_score_is_all_that_the_scorecard_says() -> None:
    [draft] = json.loads(write("json", SCORED))["drafts"]
    score = draft["score"]
    factual = score["criteria"].pop("实")
    assert score == {
        "total": 76,
        "band": "良",
        "gates": [],
        "criteria": {
            "快": {
                "value": 91,
                "weight": 0.3125,
                "why": "",
                "evidence": [
                    {
                        "points": 50,
                        "what": "起评分",
                        "spans": [],
                        "words": [],
                        "source": "base",
                        "half": None,
                    },
                    {
                        "points": 41.04,
                        "what": "导语写明日期“6月30日”",
                        "spans": [{"start": 2, "end": 7}],
                        "words": ["6月30日"],
                        "source": "lead-date",
                        "half": None,
                    },
                ],
            },
            "深": {"value": 55, "weight": 0.125, "why": "", "evidence": []},
            "新": {"value": None, "weight": 0, "why": "没有往期稿件可比", "evidence": []},
            "用": {"value": 0, "weight": 0.0625, "why": "", "evidence": []},
        },
        "halves": {"准": 84, "顺": 70},
        "lights": {
            "全面": {"on": True, "reasons": []},
            "及时": {"on": None, "reasons": ["不知道报送日期"]},
            "准确": {"on": False, "reasons": ["合计与分项不符", "两处日期前后不一"]},
            "规范": {"on": True, "reasons": []},
        },
        "gains": [
            {
                "criterion": "深",
                "points": 4.5,
                "what": "写明险工险段为什么多，例如年久失修、河道淤积，并同去年同期的数字比较。",
            },
            {"criterion": "用", "points": 3, "what": "建议写明由谁办、何时办成"},
            {"criterion": "实", "points": 2.25, "what": "改掉 1 处口语化"},
            {"criterion": "快", "points": 1, "what": "不显示"},
        ],
        "submission": {"day": "2026-07-01", "source": "落款"},
    }
    assert [one["half"] for one in factual["evidence"]] == [None, "准", "顺"]
    [untotalled] = json.loads(write("json", SCORED._replace(score=UNTOTALLED)))["drafts"]
    assert (untotalled["score"]["total"], untotalled["score"]["band"]) == (None, None)
    assert untotalled["score"]["submission"] == {"day": None, "source": ""}


# The schema


def test_the_schema_is_one_and_the_output_fits_it() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator.validate(json.loads(write("json", *ALL, SCORED, DOUBTED)))
    validator.validate(json.loads(write("json")))


@pytest.mark.parametrize("broken", ["version", "finding", "unread", "value", "scored unread"])
def test_the_schema_notices(broken: str) -> None:
    whole: Any = json.loads(write("json", *ALL, SCORED))
    if broken == "version":
        whole["version"] = 2
    elif broken == "finding":
        del whole["drafts"][0]["findings"][0]["text"]
    elif broken == "value":
        whole["drafts"][-1]["score"]["criteria"]["快"]["value"] = 101
    elif broken == "scored unread":
        whole["drafts"][-1]["error"] = "读不了，却有分"
    else:
        whole["drafts"][0]["error"] = "读不了，却有问题"
    assert not validator.is_valid(whole)


def keys(definition: dict[str, Any], name: str) -> list[str]:
    """Properties in the order of the schema, which must all be required but for `name`."""
    properties = list(definition["properties"])
    assert definition["required"] == [key for key in properties if key != name]
    return properties


def test_every_key_that_is_written_is_in_the_schema_and_the_reverse() -> None:
    """Together with the orders above, what keeps the schema current."""
    whole = json.loads(write("json", *ALL, SCORED))
    flooded, *_, crashed, scored = whole["drafts"]
    finding = flooded["findings"][0]
    assert keys(SCHEMA, "") == list(whole)
    assert keys(DEFINITIONS["draft"], "crashes") == list(crashed)
    assert keys(DEFINITIONS["finding"], "") == list(finding)
    assert keys(DEFINITIONS["fix"], "") == list(finding["fixes"][0])
    edit = DEFINITIONS["fix"]["properties"]["edits"]["items"]
    assert keys(edit, "") == list(finding["fixes"][0]["edits"][0])
    assert keys(DEFINITIONS["related"], "") == list(flooded["findings"][3]["related"][0])
    assert keys(DEFINITIONS["summary"], "") == list(whole["summary"])
    score = scored["score"]
    properties = DEFINITIONS["score"]["properties"]
    assert keys(DEFINITIONS["score"], "") == list(score)
    assert keys(DEFINITIONS["mark"], "") == list(score["criteria"]["实"])
    assert keys(DEFINITIONS["evidence"], "") == list(score["criteria"]["实"]["evidence"][0])
    light = properties["lights"]["additionalProperties"]
    assert keys(light, "") == list(score["lights"]["全面"])
    assert keys(properties["gains"]["items"], "") == list(score["gains"][0])
    assert keys(properties["submission"], "") == list(score["submission"])


def test_the_schema_has_the_words_of_the_program() -> None:
    finding = DEFINITIONS["finding"]["properties"]
    assert finding["fault"]["examples"] == list(FAULTS)
    assert finding["criterion"]["enum"] == list(CRITERIA.values())
    assert DEFINITIONS["severity"]["enum"] == list(Severity)
    assert DEFINITIONS["fix"]["properties"]["applicability"]["enum"] == list(Applicability)
    score = DEFINITIONS["score"]["properties"]
    assert score["criteria"]["propertyNames"]["enum"] == list(CRITERIA.values())
    assert score["gains"]["items"]["properties"]["criterion"]["enum"] == list(CRITERIA.values())
    assert score["lights"]["propertyNames"]["enum"] == list(get_args(LightName))
    assert score["band"]["enum"] == [*get_args(Band), None]
    assert score["halves"]["propertyNames"]["enum"] == list(get_args(Half))
    by_severity = DEFINITIONS["summary"]["properties"]["by_severity"]
    assert keys(by_severity, "") == list(Severity)


# The page


def test_the_page_shows_a_valid_example_and_explains_every_key() -> None:
    page = (DOCS / "json.md").read_text("utf-8")
    match = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert match is not None
    validator.validate(json.loads(match[1]))
    explained = set(re.findall(r"`([a-z_]+)`", page))
    for definition in (SCHEMA, *DEFINITIONS.values()):
        assert set(definition.get("properties", ())) <= explained | {"version", "drafts"}
    assert {"version", "drafts", "summary"} <= explained
