"""Checkstyle, JUnit, GitLab and rdjson, each held against a description of the format."""

import json
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from lxml import etree
from report_drafts import ALL, CLEAN, CRASHED, FLOOD, UNREAD, find, flood, write, write_bytes

from shengao.finding import DraftResult

# The attributes and elements that readers of the format know (checkstyle 4.3, as Jenkins and
# reviewdog read it), and those of Jenkins' junit-10.xsd that this program writes.
CHECKSTYLE = etree.XMLSchema(
    etree.fromstring("""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="checkstyle"><xs:complexType>
    <xs:sequence><xs:element ref="file" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="version" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="file"><xs:complexType>
    <xs:sequence><xs:element ref="error" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="error"><xs:complexType>
    <xs:attribute name="line" type="xs:positiveInteger"/>
    <xs:attribute name="column" type="xs:positiveInteger"/>
    <xs:attribute name="severity" use="required"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="error"/><xs:enumeration value="warning"/>
      <xs:enumeration value="info"/><xs:enumeration value="ignore"/>
    </xs:restriction></xs:simpleType></xs:attribute>
    <xs:attribute name="message" use="required"/>
    <xs:attribute name="source"/>
  </xs:complexType></xs:element>
</xs:schema>""")
)
JUNIT = etree.XMLSchema(
    etree.fromstring("""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" use="required"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0">
      <xs:element name="failure" type="trouble"/><xs:element name="error" type="trouble"/>
    </xs:choice>
    <xs:attribute name="classname"/><xs:attribute name="name" use="required"/>
  </xs:complexType></xs:element>
  <xs:complexType name="trouble" mixed="true">
    <xs:attribute name="type"/><xs:attribute name="message"/>
  </xs:complexType>
</xs:schema>""")
)
TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}


def table(**fields: Any) -> dict[str, Any]:
    """A JSON object with these fields and no other; all but those that are optional."""
    optional = ("range", "code", "suggestions")
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


# docs.gitlab.com, “Code Quality report format”.
GITLAB = {
    "type": "array",
    "items": table(
        description=TEXT,
        check_name=TEXT,
        fingerprint={"type": "string", "pattern": "^[0-9a-f]{32}$"},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=table(path=TEXT, lines=table(begin=NUMBER)),
    ),
}
# reviewdog.proto, messages DiagnosticResult, Diagnostic, Location, Range, Suggestion.
RANGE = table(start=table(line=NUMBER, column=NUMBER), end=table(line=NUMBER, column=NUMBER))
RDJSON = table(
    source=table(name=TEXT),
    diagnostics={
        "type": "array",
        "items": table(
            message=TEXT,
            location=table(path=TEXT, range=RANGE),
            severity={"enum": ["ERROR", "WARNING", "INFO"]},
            code=table(value=TEXT),
            suggestions={"type": "array", "items": table(range=RANGE, text={"type": "string"})},
        ),
    },
)
NASTY = DraftResult(
    'a<b>&"\x01\ud800.txt', findings=(find(FLOOD, "38处", "vague-actor", message='<&>"\x0b\n丙'),)
)
RUNS = {"all": ALL, "clean": (CLEAN,), "none": (), "nasty": (NASTY,)}


@pytest.mark.parametrize("results", RUNS.values(), ids=RUNS)
def test_every_run_is_a_valid_document(results: tuple[DraftResult, ...]) -> None:
    def written(style: str) -> bytes:
        return write_bytes(style, *results, encoding="utf-8")

    CHECKSTYLE.assertValid(etree.fromstring(written("checkstyle")))
    JUNIT.assertValid(etree.fromstring(written("junit")))
    jsonschema.validate(json.loads(written("gitlab")), GITLAB)
    jsonschema.validate(json.loads(written("rdjson")), RDJSON)


@pytest.mark.parametrize("style", ["checkstyle", "junit", "gitlab", "rdjson"])
def test_they_are_utf_8_whatever_the_stream(style: str) -> None:
    assert "搞了" in write_bytes(style, flood(), encoding="cp936").decode("utf-8")


def test_checkstyle_names_file_line_and_rule() -> None:
    root = ElementTree.fromstring(write("checkstyle", *ALL))
    files = {one.get("name"): list(one) for one in root}
    assert list(files) == [one.path for one in ALL]
    assert files[FLOOD.path][0].attrib == {
        "line": "2",
        "column": "5",
        "severity": "error",
        "message": "“6月31日”这一天不存在，请核对。",
        "source": "shengao.impossible-date",
    }
    assert files[UNREAD.path][0].get("message") == "未能读取：文件已加密，请先取消密码再检查。"
    assert files[CRASHED.path][0].get("source") == "shengao.crash"
    assert files[CLEAN.path] == []


def test_junit_counts_failures_and_errors() -> None:
    root = ElementTree.fromstring(write("junit", *ALL))
    names = ("tests", "failures", "errors")
    counts = {one.get("name"): tuple(map(one.get, names)) for one in root}
    assert counts == {
        FLOOD.path: ("10", "10", "0"),
        CLEAN.path: ("1", "0", "0"),
        UNREAD.path: ("1", "0", "1"),
        CRASHED.path: ("1", "0", "1"),
    }
    first = root[0][0]
    assert first.get("name") == "impossible-date 第2行第5字"
    assert first[0].attrib == {
        "type": "impossible-date",
        "message": "必改 数字错误：“6月31日”这一天不存在，请核对。",
    }


def test_gitlab_fingerprints_differ_with_the_file() -> None:
    here, there = flood(), DraftResult("别处.txt", findings=flood().findings)
    issues = json.loads(write("gitlab", here, there))
    assert len({one["fingerprint"] for one in issues}) == len(issues) == 20
    assert issues[0]["severity"] == "critical"
    assert issues[0]["location"] == {"path": FLOOD.path, "lines": {"begin": 2}}
    assert json.loads(write("gitlab", UNREAD))[0]["severity"] == "blocker"


def test_rdjson_counts_bytes() -> None:
    diagnostics = json.loads(write("rdjson", flood()))["diagnostics"]
    lines = FLOOD.text.split("\n")
    for one, located in zip(diagnostics, flood().findings, strict=True):
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        if start["line"] == end["line"]:
            line = lines[start["line"] - 1].encode()
            assert line[start["column"] - 1 : end["column"] - 1].decode() == located.finding.text


def test_rdjson_suggests_what_touches_no_fact() -> None:
    diagnostics = json.loads(write("rdjson", flood()))["diagnostics"]
    by_rule = {one["code"]["value"]: one for one in diagnostics}
    assert "suggestions" not in by_rule["impossible-date"]
    assert [one["text"] for one in by_rule["colloquial-word"]["suggestions"]] == [
        "开展了",
        "组织了",
    ]
    assert by_rule["doubled-word"]["suggestions"][0]["text"] == ""
