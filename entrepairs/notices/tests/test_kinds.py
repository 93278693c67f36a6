"""Kinds of notice are declared by rooms: one that nothing closes does not start."""

from pathlib import Path

import pytest

from entrepairs.notices import kinds
from entrepairs.notices.kinds import NoticeKind, find_faults, known_kinds

WAITS = "create function ripe_waits(person bigint, about text) returns boolean as …;"
CLOSED = "create trigger t after update on gardens_bed … close_notices('ripe', 'array[1]');"


@pytest.fixture
def ripe(monkeypatch: pytest.MonkeyPatch) -> NoticeKind:
    """Of a made-up room."""
    monkeypatch.setattr(kinds, "_known", {})
    return NoticeKind("gardens", "ripe", "something is ripe")


def room(folder: Path, sql: str) -> Path:
    (folder / "gardens" / "sql").mkdir(parents=True)
    (folder / "gardens" / "sql" / "triggers.sql").write_text(sql)
    return folder


def test_the_kinds_of_this_house_are_told_and_closed() -> None:
    assert len(known_kinds()) > 10
    assert list(find_faults(known_kinds())) == []


def test_a_kind_needs_its_text(ripe: NoticeKind) -> None:
    assert ripe.text
    with pytest.raises(ValueError, match="has no text"):
        NoticeKind("gardens", "dry", "")


def test_a_kind_is_declared_once(ripe: NoticeKind) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        NoticeKind("other", ripe.name, "something else")


def test_a_name_that_the_table_does_not_hold_is_refused_at_start(ripe: NoticeKind) -> None:
    assert NoticeKind("gardens", "a" * 12, "as long as the table holds").name
    with pytest.raises(ValueError, match="longer than 12 characters"):
        NoticeKind("gardens", "a" * 13, "one more")


def test_a_room_whose_notices_are_closed_starts(ripe: NoticeKind, tmp_path: Path) -> None:
    assert list(find_faults([ripe], room(tmp_path, WAITS + CLOSED))) == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [(CLOSED, "needs the function ripe_waits"), (WAITS, "nothing closes the notice gardens.ripe")],
)
def test_a_room_that_forgets_what_closes_its_notice_does_not_start(
    ripe: NoticeKind, tmp_path: Path, sql: str, fault: str
) -> None:
    [found] = find_faults([ripe], room(tmp_path, sql))
    assert fault in found


def test_a_notice_that_no_room_declares_does_not_start(ripe: NoticeKind, tmp_path: Path) -> None:
    [found] = find_faults([], room(tmp_path, WAITS + CLOSED))
    assert "closes ripe, a notice that no room declares" in found
