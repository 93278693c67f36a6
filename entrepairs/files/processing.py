"""The check of files: a whole file is cleaned and stored, or refused; leftovers are deleted.

The bytes come before the row, and go after it: whatever stops in between leaves bytes that no row
knows, never a row without its bytes. `delete_leftovers` takes such bytes away.
"""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import change_each, do_all, do_each
from entrepairs.files import filenames, hooks, partial_uploads, sandbox, storage
from entrepairs.files.checks import Found, check
from entrepairs.files.covers import read_covers
from entrepairs.files.models import CheckedFile
from entrepairs.files.types import Refused, kinds

State = CheckedFile.State
ABANDONED = dt.timedelta(days=3)
SHOWN_REFUSED = dt.timedelta(days=30)
A_DAY = dt.timedelta(days=1)
LONG_CHECK = dt.timedelta(hours=1)
UNCHECKED = (State.COMING, State.CHECKING)


def checked_models() -> list[Any]:
    """The tables of files, of all rooms."""
    return [model for model in apps.get_models() if issubclass(model, CheckedFile)]


def is_light(file: CheckedFile) -> bool:
    """Whether it is checked while its sender waits."""
    return sandbox.is_light(partial_uploads.part_of(file.key))


def rows_like(file: CheckedFile) -> QuerySet[Any]:
    model: Any = type(file)
    rows: QuerySet[Any] = model.objects.filter(pk=file.pk)
    return rows


def mark_checking(file: CheckedFile) -> None:
    """A job will check it: its page says so meanwhile."""
    with hats.system("what a file is, is said by the check and not by who sends it"):
        rows_like(file).filter(state=State.COMING).update(state=State.CHECKING)


def process_file(key: str, *, apart: bool = True) -> None:
    """Checks it, takes out what tells too much, stores it. Done twice, it begins again.

    `apart`: in a process of its own, which a file made to harm stops alone.
    """
    file = _unchecked_file(key)
    if file is None:
        return
    part, cleaned = partial_uploads.part_of(key), partial_uploads.cleaned_of(key)
    try:
        if not part.exists() or part.stat().st_size != file.received:
            raise Refused("gone")
        found = (sandbox.check_apart if apart else check)(part, cleaned, file.name)
    except Refused as refused:
        _refuse_file(file, refused.reason)
        return
    stored = cleaned if found.cleaned else part
    place, digest, size = storage.keep(stored), storage.sum_of(stored), stored.stat().st_size
    drawn = read_covers(cleaned)
    if not _serve_file(file, found, place, digest, size, drawn):
        storage.forget(place)


def _unchecked_file(key: str) -> Any:
    with hats.system("what a file is, is said by the check and not by who sends it"):
        for model in checked_models():
            whole = model.objects.filter(key=key, state__in=UNCHECKED, received=F("size"))
            if file := whole.first():
                return file
    return None


def _refuse_file(file: CheckedFile, reason: str) -> None:
    with hats.system("a file is refused by the check alone"):
        rows = rows_like(file).filter(state__in=UNCHECKED)
        rows.update(state=State.REFUSED, reason=reason)
        forget_bytes(file.key, "")


def _serve_file(
    file: CheckedFile, found: Found, place: str, digest: str, size: int, drawn: dict[str, bytes]
) -> bool:
    """Ready from now on. False when it was deleted, or checked by another, meanwhile."""
    kind = kinds()[found.kind]
    with hats.system("a file is served once the check says so"):
        unchecked = rows_like(file).filter(state__in=UNCHECKED)
        row = unchecked.select_for_update(of=("self",)).first()
        if row is None:
            return False
        row.state, row.place, row.sha256, row.size = State.READY, place, digest, size
        row.media_type, row.duration = kind.media_type, found.duration
        row.name, row.ready_at = filenames.with_end_of(kind, row.name), timezone.now()
        former = row.replaces
        row.replaces = None
        row.save()
        if former:
            former.delete()
            forget_bytes(former.key, former.place)
        for become_ready in hooks.ready:
            become_ready(row, drawn)
        forget_bytes(row.key, "")
    return True


def forget_bytes(key: str, place: str) -> None:
    """The bytes go once it is certain that the row does not want them any more."""
    transaction.on_commit(partial(partial_uploads.forget, key), robust=True)
    if place:
        transaction.on_commit(partial(storage.forget, place), robust=True)


def tidying() -> Any:
    return hats.system("what was begun and never ended is taken away, whosever it is")


def stopped_checks(now: dt.datetime) -> list[str]:
    """The keys of files whose check has stopped: they are to be checked again."""
    with tidying():
        return [
            key
            for model in checked_models()
            for key in model.objects.filter(
                state=State.CHECKING, created_at__lt=now - LONG_CHECK
            ).values_list("key", flat=True)
        ]


def delete_leftovers(now: dt.datetime) -> None:
    """Deletes what was abandoned, and bytes that no row knows. One file that resists stops no
    other.
    """
    do_all(
        [
            *(partial(_delete_abandoned, model, now) for model in checked_models()),
            partial(_delete_unknown_bytes, now - A_DAY),
            *(partial(mend, now) for mend in hooks.nightly),
        ]
    )


def _delete_abandoned(model: Any, now: dt.datetime) -> None:
    with tidying():
        coming = model.objects.filter(state=State.COMING, created_at__lt=now - ABANDONED)
        abandoned = [
            file.pk
            for file in coming
            if not _touched_since(partial_uploads.part_of(file.key), now - A_DAY)
        ]
    begun = model.objects.filter(pk__in=abandoned)
    shown = model.objects.filter(state=State.REFUSED, created_at__lt=now - SHOWN_REFUSED)
    do_all(
        [
            partial(change_each, begun, _delete_one_by_one, hat=tidying),
            partial(change_each, shown, QuerySet.delete, hat=tidying),
        ]
    )


def _delete_one_by_one(files: QuerySet[Any]) -> int:
    """By what a row does when it goes."""
    return sum(file.delete()[0] for file in files)


def _delete_unknown_bytes(before: dt.datetime) -> None:
    with tidying():
        known: set[str] = set()
        stored: set[str] = set()
        for model in checked_models():
            rows = model.objects
            known.update(rows.exclude(state=State.READY).values_list("key", flat=True))
            stored.update(rows.filter(state=State.READY).values_list("place", flat=True))
        stored.update(*(find() for find in storage.known_places))

    def forget_part(key: str) -> None:
        if not _touched_since(partial_uploads.part_of(key), before):
            partial_uploads.forget(key)

    def forget_stored(place: str) -> None:
        if storage.storage().get_modified_time(place) < before:
            storage.forget(place)

    do_all(
        [
            partial(do_each, partial_uploads.names() - known, forget_part),
            partial(do_each, [p for p in storage.places() if p not in stored], forget_stored),
        ]
    )


def _touched_since(path: Path, since: dt.datetime) -> bool:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) > since
    except FileNotFoundError:
        return False
