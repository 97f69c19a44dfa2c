"""What a draft has in common with an archive and with documents from above."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao.archive import entry as entries
from shengao.archive import formulas, originality, reference
from shengao.archive.align import LEAST, alike
from shengao.archive.masks import Masked
from shengao.archive.reference import Reference
from shengao.archive.store import Store
from shengao.errors import ConfigError
from shengao.likeness import Likeness

from .texts import ARCHIVED, OLD, OTHER, SWAPPED, characters, document, entry

NONE = Reference(())


def likeness(
    text: str, *earlier: str, above: Reference = NONE, path: str = "/新.txt", tmp_path: Path
) -> Likeness:
    store = Store(str(tmp_path / "档案.sqlite"), create=True)
    store.add([entry(one, f"/旧{number}.txt") for number, one in enumerate(earlier)])
    return originality.originality(document(text), entry(text, path), store, above)


def test_a_copy_is_shown_beside_what_it_is_copied_from(tmp_path: Path) -> None:
    copied = "沙沟村62岁的村民李桂芳每天傍晚沿河走一圈，把看到的垃圾拍照上传，已得到积分340分"
    text = f"渡口村老船工带徒\n\n6月8日，渡口村六名学员考到船员证。\n{copied}。\n"
    found = likeness(text, OTHER, OLD, tmp_path=tmp_path)
    (passage,) = found.passages
    assert passage.text == copied
    assert passage.other == copied
    assert passage.where == "《临江县三项举措清理河道垃圾》（2025-03-02存档，旧1.txt）"
    assert not passage.masked
    start, end = passage.span
    assert text[start:end] == copied
    assert (found.earlier, found.where, found.swapped) == (2, passage.where, False)
    assert 0.3 < found.nearest < 0.8


def test_a_draft_with_names_and_figures_swapped_is_seen(tmp_path: Path) -> None:
    found = likeness(SWAPPED, OTHER, OLD, tmp_path=tmp_path)
    assert found.swapped
    assert found.nearest == 1.0
    assert found.where.startswith("《临江县三项举措清理河道垃圾》")
    assert [passage.masked for passage in found.passages] == [True] * 4
    assert found.passages[0].text.startswith("4月18日，清河县水利局组织102名")
    assert found.passages[0].other.startswith("3月5日，临江县水利局组织86名")


def test_a_draft_of_its_own_has_nothing_in_common(tmp_path: Path) -> None:
    found = likeness(OTHER, OLD, SWAPPED, tmp_path=tmp_path)
    assert found.passages == ()
    assert found.nearest < 0.1
    assert found.title_reused == ""


def test_an_empty_archive_says_nothing_of_likeness(tmp_path: Path) -> None:
    assert likeness(OLD, tmp_path=tmp_path) == Likeness()


def test_a_draft_is_not_compared_with_itself(tmp_path: Path) -> None:
    again = likeness(OLD, OLD, path="/旧0.txt", tmp_path=tmp_path)
    assert (again.nearest, again.passages, again.title_reused) == (0.0, (), "")
    moved = likeness(OLD, path="/搬家.txt", tmp_path=tmp_path)
    assert moved.nearest == 1.0
    assert moved.title_reused.startswith("《临江县三项举措清理河道垃圾》")


def test_the_same_text_of_the_same_unit_is_the_draft_itself(tmp_path: Path) -> None:
    signed = f"---\n报送单位: 临江县水利局\n---\n\n# {OLD}"
    assert likeness(signed, signed, tmp_path=tmp_path).passages == ()
    other = signed.replace("临江县水利局\n---", "清河县水利局\n---")
    assert likeness(other, signed, tmp_path=tmp_path).nearest == 1.0


def test_quotations_formulas_and_titles_do_not_count(tmp_path: Path) -> None:
    shared = (
        "会上强调：“治水要良治，要统筹上下游、左右岸、干支流，把责任压到每一个河段、每一个人。”"
        "学习《关于进一步加强河湖管理保护和岸线利用项目清理整治工作的通知》，"
        "高举中国特色社会主义伟大旗帜。"
    )
    one = f"甲地治水\n\n{characters(1, 60)}。{shared}"
    other = f"乙地治水\n\n{characters(2, 60)}。{shared}"
    found = likeness(one, other, tmp_path=tmp_path)
    assert found.passages == ()


def test_documents_from_above(tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    (folder / "二月").mkdir(parents=True)
    asked = "各地要建立桥梁隐患排查台账，对查出的问题逐一明确整改措施、责任单位和完成时限"
    (folder / "二月" / "通知.txt").write_text(f"三、{asked}。四、其他。", "utf-8")
    (folder / "坏.docx").write_bytes(b"no zip")
    above = reference.load((folder,))
    assert [known.name for known in above.documents] == ["通知.txt"]
    found = likeness(
        f"查桥\n\n3月，养护站查桥41座。{asked}。", OTHER, above=above, tmp_path=tmp_path
    )
    (passage,) = found.passages
    assert (passage.text, passage.above, passage.where) == (asked, True, "通知.txt")
    assert (found.above_where, found.nearest) == ("通知.txt", 0.0)
    assert 0.6 < found.above < 0.9


def test_a_folder_from_above_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="reference 写的文件夹不存在"):
        reference.load((tmp_path / "没有",))


@given(st.integers(0, 10**6), st.integers(0, 50), st.integers(19, 60), st.integers(0, 50))
@settings(deadline=None)
def test_documents_that_share_nineteen_characters_are_looked_at(
    seed: int, left: int, size: int, right: int
) -> None:
    same = characters(seed, size)
    known = reference.of("来文", characters(seed + 1, left) + same + characters(seed + 2, right))
    above = Reference((reference.of("别的", characters(seed + 3, 200)), known))
    own = Masked(characters(seed + 4, right) + same + characters(seed + 5, left), ())
    assert known in above.sharing(own, 5)


@given(st.integers(0, 10**6), st.integers(LEAST, 80), st.integers(0, 40))
@settings(deadline=None)
def test_what_is_copied_is_a_passage(seed: int, size: int, at: int) -> None:
    same = characters(seed, size)
    own = Masked(characters(seed + 1, at) + same, ())
    (found,) = alike(own, Masked(same + characters(seed + 2, 30), ()))
    assert (found.start, found.end, found.there, found.there_end) == (at, at + size, 0, size)
    assert (found.size, found.swapped) == (size, False)


@pytest.mark.parametrize("mark", ["机密★1年", "秘　密★", "绝密", "密级：秘密"])
def test_a_draft_with_a_mark_of_secrecy_is_never_archived(mark: str) -> None:
    draft = document(f"{mark}\n\n{OLD}")
    assert "密级标志" in entries.why_not(draft, entry(f"{mark}\n\n{OLD}"))
    front = f"---\n密级: 秘密\n---\n\n# {OLD}"
    assert "密级标志" in entries.why_not(document(front), entry(front))


@pytest.mark.parametrize("said", ["企业商业秘密保护", "识别“秘密★1年”的写法"])
def test_words_about_secrecy_are_no_mark(said: str) -> None:
    text = f"{OLD}保密局讲解{said}。\n"
    assert entries.why_not(document(text), entry(text)) == ""


def test_what_is_too_short_is_not_archived() -> None:
    assert entries.why_not(document("修渠32米。"), entry("修渠32米。")) == "正文不到20个字，不存档"


def test_what_no_database_takes_is_replaced(tmp_path: Path) -> None:
    draft = replace(entry(OLD), path="/甲.txt")
    odd = document(OLD.replace("台账", "台\0账"))
    made = entries.of(odd, formulas.load(), path="/\udcff.txt", archived=ARCHIVED)
    store = Store(str(tmp_path / "档案.sqlite"), create=True)
    assert store.add([draft, made]) == 2
    assert [one.path for one in store.entries()] == ["/甲.txt", "/?.txt"]
