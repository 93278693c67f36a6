"""Today in one question: what the rooms lay on me, and what stands beside it."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from entrepairs.core.sql_files import read_sql
from entrepairs.pairs.mirror import Mirror, Two
from entrepairs.pairs.queries.mirror_figures import QUARTER
from entrepairs.ui import duties
from entrepairs.ui.duties import Line, Other


@dataclass(frozen=True, slots=True)
class Look:
    """Someone who looked at my page, and as what I know them: peer, coordinator, or nothing."""

    by: Other
    known_as: str


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which of them are done, for somebody who has had no peer yet."""

    looking: bool
    paused: bool
    invited: bool


@dataclass(frozen=True, slots=True)
class Today:
    lines: list[Line]
    first_steps: FirstSteps | None
    looks: list[Look]
    mirror: Mirror
    counts: Counter[str]  # by place of the navigation


BESIDE = {"look", "mirror", "first_steps"}


@cache
def statement() -> str:
    rooms = [read_sql(room, duties.FILE) for room in duties.rooms_with_duties()]
    return duties.unite([*rooms, read_sql("today", "queries/beside.sql")])


def read_today(me: int) -> Today:
    """All but the meetings to come, newest first. One query, two when someone invited me."""
    rows = duties.fetch_rows(statement(), {"days": QUARTER.days})
    lines = [duties.line_of(row) for row in rows if row.kind not in BESIDE]
    duties.fill_lines(me, lines)
    [mirror] = [row.details for row in rows if row.kind == "mirror"]
    steps = [FirstSteps(**row.details) for row in rows if row.kind == "first_steps"]
    return Today(
        lines,
        next(iter(steps), None),
        [Look(duties.other_of(row), row.key) for row in rows if row.kind == "look"],
        Mirror(minutes=Two(mirror["given"], mirror["received"])),
        Counter(line.kind.counts_at for line in lines if line.kind.counts_at),
    )
