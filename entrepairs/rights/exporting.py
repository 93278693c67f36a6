"""The copy of everything held about a person: pages to read without us, and the same as data.

It is read under that person's own hat: row security decides what is in it. Of what concerns two,
the words of the other are in it where they were written to this person, and nowhere else.
"""

import datetime as dt
import json
import tempfile
import zipfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import change_each
from entrepairs.files import hooks, storage
from entrepairs.ledger import held
from entrepairs.notices import actions as notices
from entrepairs.rights.actions.exports import KEPT
from entrepairs.rights.closing import close_asked
from entrepairs.rights.export_pages import PAGES, write_page
from entrepairs.rights.export_rows import Rows, read_kind, schema_of
from entrepairs.rights.models import DataRequest, Export
from entrepairs.rights.notice_kinds import EXPORT

A_DAY = dt.timedelta(days=1)
Tell = Callable[[int], None]


def marking() -> Any:
    return hats.system("a job says how far an export is, and where its bytes are")


def make_export(pk: int) -> None:
    """Done twice, it begins again; nothing once it is ready, or deleted meanwhile."""
    kinds = held.all_held()
    with marking():
        row = Export.objects.filter(pk=pk, ready_at=None).first()
        if row is None:
            return
        Export.objects.filter(pk=pk).update(total=len(kinds), done=0)
    with tempfile.TemporaryDirectory(prefix="entrepairs-") as folder:
        path = Path(folder) / "export.zip"
        write_zip(path, row.person_id, lambda done: _mark_done(pk, done))
        place, size = storage.keep(path), path.stat().st_size
    if not _mark_ready(row, place, size):
        storage.forget(place)


def write_zip(path: Path, person: int, tell: Tell = lambda done: None) -> None:
    """Under the hat of whose it is, from end to end."""
    told: dict[str, Rows] = {}
    kinds = held.all_held()
    for number, kind in enumerate(kinds, 1):
        with hats.person(person, read_only=True):
            told[kind.key] = read_kind(kind)
        tell(number)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, hats.person(person):
        file.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1))
        file.writestr("schema.json", json.dumps(schema_of(kinds), indent=1))
        files = _write_files(file, person)
        for language, name in PAGES.items():
            file.writestr(name, write_page(language, kinds, told, files))


def _write_files(archive: zipfile.ZipFile, person: int) -> list[str]:
    names = []
    ready = (find(person).filter(state="ready").order_by("pk") for find in hooks.own)
    for row in chain.from_iterable(ready):
        name = f"files/{row.key}-{row.name}"
        if not storage.is_kept(row.place):  # the disk lost it, which the doctor tells
            continue
        with storage.storage().open(row.place, "rb") as source, archive.open(name, "w") as target:
            while piece := source.read(storage.PIECE):
                target.write(piece)
        names.append(name)
    return names


def _mark_done(pk: int, done: int) -> None:
    with marking():
        Export.objects.filter(pk=pk).update(done=done)


def _mark_ready(row: Export, place: str, size: int) -> bool:
    """False when it was deleted while it was made."""
    now = timezone.now()
    ready = {"ready_at": now, "until": now + KEPT, "place": place, "size": size}
    with marking():
        if not Export.objects.filter(pk=row.pk).update(**ready):
            return False
        close_asked(row.person_id, DataRequest.Kind.ACCESS)
        about = f"{row.key}:ready"
        notices.tell(person=row.person_id, kind=EXPORT, about=about, path="/me/data/")
    return True


def forget_over() -> None:
    """Each night: those whose week is over, and those that never came to an end."""
    now = timezone.now()
    with marking():
        over = Export.objects.filter(until__lt=now)
        places = list(over.values_list("place", flat=True))
    change_each(over, lambda rows: rows.delete(), hat=marking)
    for place in places:
        storage.forget(place)
    stuck = Export.objects.filter(ready_at=None, failed_at=None, asked_at__lt=now - A_DAY)
    change_each(stuck, lambda rows: rows.update(failed_at=now), hat=marking)
