"""Today in one question: what the rooms lay on me, and what stands beside it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from entrepairs.core.sql_files import read_sql
from entrepairs.ledger.models import Audience
from entrepairs.pairs.mirror import Mirror, Two
from entrepairs.pairs.queries.mirror_figures import QUARTER
from entrepairs.ui import duties
from entrepairs.ui.duties import Line, Other, Row
from entrepairs.vocabulary.models import Place


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
class Face:
    """A peer of mine, and when we meet next."""

    by: Other
    circle: str
    meets_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who coordinates an organisation of mine, and the number they share, if they do."""

    by: Other
    organisation: str
    phone: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the day, whatever waits."""

    faces: list[Face] = field(default_factory=list)
    to_ask: ToAsk | None = None
    seen_by: Audience = Audience.ME  # the widest of my answers
    place: Place | None = None  # where I would meet somebody: its two coordinates


@dataclass(frozen=True, slots=True)
class Today:
    lines: list[Line]
    first_steps: FirstSteps | None
    looks: list[Look]
    mirror: Mirror
    counts: Counter[str]  # by place of the navigation
    around: Around

    @property
    def waiting(self) -> int:
        return sum(not line.kind.news for line in self.lines)

    @property
    def minutes(self) -> int:
        """About how long what waits takes, so that one can decide."""
        return sum(line.kind.minutes for line in self.lines if not line.kind.news)


# What is no duty, though it comes in the same statement.
BESIDE = {
    *("look", "mirror", "first_steps"),
    *("face", "someone_to_ask", "seen_by", "near_place"),
}


@cache
def statement() -> str:
    """Without parameters: with one, the server would plan it five times for each connection."""
    rooms = [duties.query_of(room) for room in duties.rooms_with_duties()]
    own = [
        read_sql("today", f"queries/{name}.sql") % {"days": QUARTER.days}
        for name in ("beside", "around")
    ]
    return duties.unite([*rooms, *own])


def read_today(me: int) -> Today:
    """All but the meetings to come, newest first. One query, two when someone invited me."""
    rows = duties.fetch_rows(statement())
    lines = [duties.line_of(row) for row in rows if row.kind not in BESIDE]
    duties.fill_lines(me, lines)
    [mirror] = [row.details for row in rows if row.kind == "mirror"]
    steps = [FirstSteps(**row.details) for row in rows if row.kind == "first_steps"]
    return Today(
        lines,
        next(iter(steps), None),
        [Look(duties.other_of(row), row.key) for row in rows if row.kind == "look"],
        Mirror(minutes=Two(mirror["given"], mirror["received"]), noted=mirror["noted"]),
        Counter(line.kind.counts_at for line in lines if line.kind.counts_at),
        _around(rows),
    )


def _around(rows: list[Row]) -> Around:
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row.kind, []).append(row)
    faces = [
        Face(duties.other_of(row), row.key, row.at if row.number else None)
        for row in of.get("face", [])
    ]
    faces.sort(
        key=lambda face: (face.meets_at is None, face.meets_at or 0, face.by.name.casefold())
    )
    return Around(
        faces,
        next(
            (
                ToAsk(duties.other_of(r), r.title_fr, duties.decrypt(r.words))
                for r in of.get("someone_to_ask", [])
            ),
            None,
        ),
        Audience(of["seen_by"][0].number),
        next((Place(**row.details) for row in of.get("near_place", [])), None),
    )
