"""How drafts developed: months, halves, what became rarer, what is next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_drafts import SIX, checked
from shengao import progress
from shengao.archive.entry import Checked
from shengao.finding import FAULTS
from shengao.progress import Change, Development, Mean


def test_months_come_without_gaps() -> None:
    months = progress.of(SIX).months
    assert [(one.year, one.month, one.drafts, one.rate) for one in months] == [
        (2026, 1, 2, 6.5), (2026, 2, 1, 4.0), (2026, 3, 0, None),
        (2026, 4, 3, pytest.approx(5 / 3)),
    ]  # fmt: skip
    assert months[0].rates == {"colloquial": 5.0, "vague": 1.0, "title": 0.5}
    assert [one.scores for one in months] == [
        {"实": 55, "深": 40}, {"实": 70, "新": 80}, {}, {"实": 78, "深": 50, "新": 90},
    ]  # fmt: skip


def test_the_earlier_half_beside_the_later() -> None:
    found = progress.of(SIX)
    assert found.kinds == (
        Change("colloquial", 4.0, 1000 / 3000),
        Change("title", 1000 / 3000, 4000 / 3000),
        Change("vague", 4000 / 3000, 0.0),
    )
    assert found.rarer == (found.kinds[0], found.kinds[2])
    assert found.following == found.kinds[1]
    assert found.means == (
        Mean("快", None, None), Mean("实", 60.0, 78.0), Mean("深", 40.0, 50.0),
        Mean("新", 80.0, 90.0), Mean("用", None, None),
    )  # fmt: skip


def test_below_four_drafts_nothing_is_said() -> None:
    assert progress.of(SIX[:3]) == Development(3)
    assert not progress.of(SIX[:3]).is_telling
    assert progress.of(SIX[:4]).is_telling


def test_faults_are_counted_by_the_length_of_drafts() -> None:
    drafts = [checked(n, "2026-01-01", {"vague": 2}, characters=500) for n in range(4)]
    assert progress.of(drafts).months[0].rate == 4.0


def test_one_finding_among_the_earlier_drafts_is_no_sign() -> None:
    drafts = [checked(n, "2026-01-01", {"typo": int(n == 0)}) for n in range(4)]
    assert progress.of(drafts).rarer == ()
    assert progress.of(drafts).following is None


def test_drafts_of_an_author_of_a_unit_since_a_day() -> None:
    drafts = [
        checked(1, "2026-03-01", {}, author="通讯员 王静 李想", unit="水利局"),
        checked(2, "2026-02-01", {}, author="王静", unit="水利局"),
        checked(3, "2026-02-02", {}, author="李想", unit="水利局下属站"),
        checked(4, "2026-01-31", {}, author="王静", unit="水利局"),
    ]

    def numbers(unit: str = "", author: str = "", since: date | None = None) -> list[int]:
        found = progress.chosen(drafts, unit=unit, author=author, since=since)
        return [one.number for one in found]

    assert numbers() == [4, 2, 3, 1]
    assert numbers(author="李想") == [3, 1]
    assert numbers(unit="水利局") == [4, 2, 1]
    assert numbers(unit="水利局", since=date(2026, 2, 1)) == [2, 1]


def test_of_versions_of_a_file_the_last_counts() -> None:
    drafts = [
        checked(1, "2026-01-01", {"typo": 9}, path="/稿.txt"),
        checked(2, "2026-01-02", {"typo": 1}, path="/稿.txt"),
    ]
    assert progress.chosen(drafts) == drafts[1:]


@given(
    st.lists(
        st.builds(
            checked,
            st.integers(1, 999),
            st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(str),
            st.dictionaries(st.sampled_from(list(FAULTS)), st.integers(1, 9)),
            st.dictionaries(st.sampled_from("快实深新用"), st.integers(0, 100)),
            characters=st.integers(20, 3000),
        ),
        min_size=4,
        max_size=12,
    )
)
def test_laws(drafts: list[Checked]) -> None:
    drafts.sort(key=lambda one: one.day)
    found = progress.of(drafts)
    assert sum(month.drafts for month in found.months) == found.drafts == len(drafts)
    assert all(one.after < one.before for one in found.rarer)
    assert found.following is None or found.following.after > 0
    values = [one.scores.values() for one in drafts]
    for mean in found.means:
        if mean.after is not None:
            assert 0 <= mean.after <= max(max(one, default=0) for one in values)
