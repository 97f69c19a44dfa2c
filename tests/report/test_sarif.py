"""SARIF, validated against the schema of the standard."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_drafts import (
    ALL,
    CLEAN,
    DOUBTED,
    FLOOD,
    RULES,
    SCORED,
    find,
    flood,
    located,
    write,
    write_bytes,
)

from shengao import __version__
from shengao.finding import Applicability, DraftResult, Edit, Fix
from shengao.report.sarif import _uri

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text("utf-8"))
validator = jsonschema.Draft4Validator(SCHEMA)
URI = "%E6%83%85%E5%86%B5/%E9%9D%92%E6%B2%B3%20%E9%98%B2%E6%B1%9B.txt"


def run(*results: DraftResult) -> Any:
    log = json.loads(write("sarif", *results))
    validator.validate(log)
    [only] = log["runs"]
    return only


def test_the_schema_notices() -> None:
    log = json.loads(write("sarif", *ALL))
    del log["runs"][0]["results"][0]["message"]
    assert not validator.is_valid(log)


def test_the_tool_and_all_its_rules() -> None:
    log = json.loads(write("sarif", CLEAN))
    assert log["version"] == "2.1.0"
    driver = run(CLEAN)["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("shengao", __version__)
    assert [rule["id"] for rule in driver["rules"]] == sorted(RULES)
    assert driver["rules"][3] == {
        "id": "impossible-date",
        "shortDescription": {"text": "不存在的日期"},
        "fullDescription": {"text": "“……”这一天不存在，请核对。"},
        "help": {
            "text": "为什么是问题、怎样改：运行 shengao explain impossible-date 查看。",
            "markdown": "为什么是问题、怎样改：运行 `shengao explain impossible-date` 查看。",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"fault": "figure-error", "criterion": "实", "tags": ["数字错误", "实"]},
    }


def test_a_result() -> None:
    results = run(flood())["results"]
    assert len(results) == 11
    assert results[1] == {
        "ruleId": "colloquial-word",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": "“搞了”是口语，可改为“开展了”“组织了”。"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": URI},
                    "region": {
                        "startLine": 3,
                        "startColumn": 6,
                        "endLine": 3,
                        "endColumn": 8,
                        "charOffset": 52,
                        "charLength": 2,
                        "snippet": {"text": "搞了"},
                    },
                }
            }
        ],
        "partialFingerprints": {"shengao/v1": "colloquial-word-0034"},
        "suppressions": [],
        "properties": {"fault": "colloquial", "criterion": "实"},
        "fixes": [
            {
                "description": {"text": f"改为“{better}”"},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": URI},
                        "replacements": [
                            {
                                "deletedRegion": {"charOffset": 52, "charLength": 2},
                                "insertedContent": {"text": better},
                            }
                        ],
                    }
                ],
            }
            for better in ("开展了", "组织了")
        ],
    }


def test_columns_count_code_points() -> None:
    only = run(flood())
    assert only["columnKind"] == "unicodeCodePoints"
    for result in only["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        assert FLOOD.text[start:end] == region["snippet"]["text"]
        assert FLOOD.position(start) == (region["startLine"], region["startColumn"])
        assert FLOOD.position(end) == (region["endLine"], region["endColumn"])
    after_astral = only["results"][5]["locations"][0]["physicalLocation"]["region"]
    assert (after_astral["startLine"], after_astral["startColumn"]) == (4, 20)


def test_levels_related_places_and_reasons() -> None:
    results = run(flood())["results"]
    assert [result["level"] for result in results] == ["error", *["warning"] * 8, "note", "note"]
    assert results[3]["relatedLocations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": URI},
                "region": {"charOffset": 0, "charLength": 9},
            },
            "message": {"text": "标题没有写演练的效果"},
        }
    ]
    assert results[-1]["suppressions"] == [{"kind": "inSource", "justification": "水利行业用语"}]
    assert all(result["suppressions"] == [] for result in results[:-1])


def test_fixes_that_a_viewer_must_not_apply_are_left_out() -> None:
    results = run(flood())["results"]
    assert "fixes" not in results[0]  # touches a date
    assert "fixes" in results[2]
    assert not any("fixes" in result for result in run(flood("word"))["results"])


def test_a_fix_of_several_edits_is_one_change() -> None:
    fix = Fix((Edit(52, 54, "开展了"), Edit(56, 56, "应急")), Applicability.SAFE)
    result = DraftResult("a.md", findings=(find(FLOOD, "搞了", "colloquial-word", fixes=(fix,)),))
    [written] = run(result)["results"][0]["fixes"]
    assert written["description"]["text"] == "“搞了”改为“开展了”，补“应急”"
    assert [
        (r["deletedRegion"]["charOffset"], r["deletedRegion"]["charLength"])
        for r in written["artifactChanges"][0]["replacements"]
    ] == [(52, 2), (56, 0)]


def test_a_word_file_says_which_paragraph_is_meant() -> None:
    location = run(flood("word"))["results"][0]["locations"][0]
    assert location["message"] == {"text": "第2段"}


def test_what_could_not_be_done() -> None:
    [clean] = run(CLEAN)["invocations"]
    assert clean == {"executionSuccessful": True, "toolExecutionNotifications": []}
    only = run(*ALL)
    [invocation] = only["invocations"]
    assert invocation["executionSuccessful"] is False
    unread, crash = invocation["toolExecutionNotifications"]
    assert unread == {
        "descriptor": {"id": "unread"},
        "level": "error",
        "message": {"text": "未能读取：文件已加密，请先取消密码再检查。"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "%E5%9D%8F.docx"}}}],
    }
    assert crash["associatedRule"] == {"id": "slow-rule"}
    known = {note["id"] for note in only["tool"]["driver"]["notifications"]}
    assert known == {unread["descriptor"]["id"], crash["descriptor"]["id"]}


def test_a_rule_that_is_not_in_the_table_has_no_index() -> None:
    import io

    from shengao import report

    stream = io.StringIO()
    writer = report.writer("sarif", stream)
    writer.begin()
    writer.draft(flood())
    writer.end(report.Summary())
    log = json.loads(stream.getvalue())
    validator.validate(log)
    assert "ruleIndex" not in log["runs"][0]["results"][0]


def test_scores_are_properties_of_the_drafts_without_their_evidence() -> None:
    assert "artifacts" not in run(*ALL)
    [scored, doubted] = run(SCORED, CLEAN, DOUBTED)["artifacts"]
    assert scored["location"] == {"uri": "a.txt"}
    assert scored["roles"] == ["analysisTarget"]
    score = scored["properties"]["score"]
    assert (score["total"], score["band"], score["gates"]) == (76, "良", [])
    assert score["criteria"] == {"快": 91, "实": 76, "深": 55, "新": None, "用": 0}
    assert score["submission"] == {"day": "2026-07-01", "source": "落款"}
    assert doubted["location"] == {"uri": URI}
    assert doubted["properties"]["score"]["band"] == "待核"


def test_runs_without_results_are_whole() -> None:
    assert run()["results"] == []
    assert run(CLEAN)["results"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("稿/a b#1%.txt", "%E7%A8%BF/a%20b%231%25.txt"),
        ("../a:b?.md", "../a%3Ab%3F.md"),
        ("mail.eml!附件.docx", "mail.eml!%E9%99%84%E4%BB%B6.docx"),
        ("😀.txt", "%F0%9F%98%80.txt"),
        ("\udcb8\udce5.txt", "%B8%E5.txt"),
        ("\ud83d.txt", "%ED%A0%BD.txt"),
        ("-", "-"),
    ],
)
def test_relative_paths_become_relative_references(path: str, uri: str) -> None:
    assert _uri(path) == uri


@pytest.mark.parametrize(("path", "uri"), [("/家/a.txt", "file:///%E5%AE%B6/a.txt")])
def test_absolute_paths_become_file_uris(path: str, uri: str) -> None:
    assert _uri(path) == uri


@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
def test_machines_get_utf_8(encoding: str) -> None:
    log = json.loads(write_bytes("sarif", *ALL, encoding=encoding).decode("utf-8"))
    validator.validate(log)
    assert log == json.loads(write("sarif", *ALL))


def test_fingerprints_do_not_know_where_the_finding_stands() -> None:
    """What a viewer compares between runs is the finding's own, not made of its place."""
    here = located(FLOOD, 52, 54, "colloquial-word")
    moved = here._replace(line=9, column=1, end_line=9, end_column=3)
    first, second = run(DraftResult("a.txt", findings=(here, moved)))["results"]
    assert first["partialFingerprints"] == second["partialFingerprints"]
