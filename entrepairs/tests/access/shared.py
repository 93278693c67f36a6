"""The rows of shared files that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.meetings.models import Meeting
from entrepairs.sharing.models import SharedFile

NOW = timezone.now()
type Rows = dict[str, Any]


def shared_files(rows: Rows) -> None:
    """In the group of Amel, Claire and David, which Nadia left: one that they open, one on its way,
    one that was removed. In that of Eve and Farid, which Bruno visits: one of a meeting at which he
    was, and one of none. In one that has ended, Amel was a member until its end."""
    group, shown = rows["group"], rows["shown_circle"]
    kept(rows, "file_of_group", group, "amel")
    kept(rows, "removed_file", group, "david", removed_at=NOW, removed_by=rows["claire"])
    row(rows, "shared_coming", group, "claire", state="coming", received=0)
    met = Meeting.objects.create(
        circle=shown,
        starts_at=NOW - timedelta(days=1),
        means="in_person",
        asked_by=rows["eve"],
        proposed_by=rows["eve"],
        proposed_at=NOW - timedelta(days=9),
        agreed_at=NOW - timedelta(days=9),
    )
    kept(rows, "file_of_shown", shown, "eve")
    kept(rows, "file_of_meeting_of_shown", shown, "farid", meeting=met)


def kept(rows: Rows, name: str, circle: Any, by: str, **more: Any) -> None:
    ready = {"state": "ready", "received": 4, "media_type": "text/plain", "sha256": "0" * 64}
    row(rows, name, circle, by, **ready, ready_at=NOW, place=f"ab/{name}", **more)


def row(rows: Rows, name: str, circle: Any, by: str, **more: Any) -> None:
    told: Any = {"name": "x.txt", "size": 4, "words": "mots", "shared_by": rows[by]}
    rows[name] = SharedFile.objects.create(circle=circle, **told, **more)
