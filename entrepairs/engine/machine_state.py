"""What an administrator looks at first: what does not leave, jobs, backups, room, who waits.

Figures of nobody in particular: kinds of job and ways of notification, no row of anybody.
"""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrepairs.core import dead_letters
from entrepairs.core.dead_letters import DeadLetter
from entrepairs.core.sql_files import read_sql
from entrepairs.engine.backup import LAST_MADE
from entrepairs.engine.doctor import A_DAY_AND_A_BIT, LITTLE_SPACE
from entrepairs.engine.doctor_ways import DAYS, LEFT
from entrepairs.rights import breaches
from entrepairs.rights.closing import open_rows
from entrepairs.rights.models import Breach, DataRequest

WAYS = {
    "push": _("On phones and computers"),
    "email": _("By email"),
    "sms": _("By text message"),
}
QUEUE = """
select count(*), min(coalesce(scheduled_at, now())) from procrastinate_jobs
where status = 'todo' and coalesce(scheduled_at, now()) <= now()
"""


@dataclass(frozen=True, slots=True)
class Way:
    """One way by which notifications go, over the last days."""

    name: Any
    sent: int
    failed: int
    trouble: str


@dataclass(frozen=True, slots=True)
class MachineState:
    days: int
    ways: list[Way]
    given_up: list[DeadLetter]
    queued: int
    queued_since: dt.datetime | None
    people_waiting: int  # by elevens
    backup_at: dt.datetime | None
    free: int  # bytes of the disk
    requests: list[DataRequest]  # kinds and clocks: their words are not read
    breaches: list[tuple[Breach, dt.datetime]]  # with the moment before which to tell

    @property
    def backup_is_old(self) -> bool:
        if self.backup_at is None:
            return True
        return dt.datetime.now(dt.UTC) - self.backup_at > dt.timedelta(hours=A_DAY_AND_A_BIT)

    @property
    def troubles(self) -> list[str]:
        """The parts of the page at which to look, in their order."""
        found = {
            "ways": any(way.failed for way in self.ways),
            "waits": bool(self.people_waiting),
            "jobs": bool(self.given_up),
            "backups": self.backup_is_old,
            "disk": self.free < LITTLE_SPACE,
            "clocks": bool(self.requests or self.breaches),
        }
        return [name for name, trouble in found.items() if trouble]


def read_state(cursor: Any, root: Path) -> MachineState:
    cursor.execute(LEFT, [DAYS])
    ways = [
        Way(WAYS.get(way, way), sent, failed, trouble or "")
        for way, sent, failed, trouble, _none_lately in cursor
    ]
    cursor.execute(QUEUE)
    queued, since = cursor.fetchone()
    cursor.execute(read_sql("notices", "queries/waiting_long.sql"))
    [waiting] = cursor.fetchone()
    given_up = dead_letters.read(cursor)
    return MachineState(
        days=DAYS,
        ways=ways,
        given_up=given_up,
        queued=queued,
        queued_since=since,
        people_waiting=waiting,
        backup_at=last_backup(root),
        free=shutil.disk_usage(root).free,
        requests=list(open_rows().defer("words", "answer", "extension")),
        breaches=[(row, breaches.due_at(row)) for row in breaches.open_rows()],
    )


def last_backup(root: Path) -> dt.datetime | None:
    try:
        made = (root / LAST_MADE).stat().st_mtime
    except FileNotFoundError:
        return None
    return dt.datetime.fromtimestamp(made, dt.UTC)
