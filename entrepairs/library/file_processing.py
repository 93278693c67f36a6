"""A file that is here whole is checked, cleaned and kept, or refused. And what is left over is taken away.

The bytes come before the row, and go after it: whatever stops in between leaves bytes that no row knows, never a row
without its bytes. tidy() takes such bytes away.
"""

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from entrepairs.core import hats, jobs
from entrepairs.files import filenames, partial_uploads, sandbox, storage
from entrepairs.files.checks import Found, check
from entrepairs.files.types import Refused, kinds
from entrepairs.library.models import File, Resource

State = File.State
ABANDONED = dt.timedelta(days=3)
SHOWN_REFUSED = dt.timedelta(days=30)
A_DAY = dt.timedelta(days=1)
LONG_CHECK = dt.timedelta(hours=1)


def arrived(file: File) -> None:
    """All of it is here: it is checked at once when that is quick, else by a job."""
    from entrepairs.library.jobs import check_file

    with hats.system("what a file is, is said by the check and not by who sends it"):
        File.objects.filter(pk=file.pk, state=State.COMING).update(state=State.CHECKING)
    if sandbox.is_light(partial_uploads.part_of(file.key)):
        check_now(file.key, apart=False)
    else:
        jobs.defer(check_file, alone=f"check_file-{file.key}", key=file.key)


def check_now(key: str, *, apart: bool = True) -> None:
    """Look at it, take out what tells too much, keep it. May be done again: what was begun is begun anew."""
    file = _waiting(key)
    if file is None:
        return
    part, cleaned = partial_uploads.part_of(key), partial_uploads.cleaned_of(key)
    try:
        if not part.exists() or part.stat().st_size != file.received:
            raise Refused("gone")
        found = (sandbox.check_apart if apart else check)(part, cleaned, file.name)
    except Refused as refused:
        _refuse(file, refused.reason)
        return
    kept = cleaned if found.cleaned else part
    place, digest, size = storage.keep(kept), storage.sum_of(kept), kept.stat().st_size
    if not _keep(file, found, place, digest, size):
        storage.forget(place)


def _waiting(key: str) -> File | None:
    with hats.system("a file is checked, whoever sent it"):
        return File.objects.filter(key=key, state=State.CHECKING).first()


def _refuse(file: File, reason: str) -> None:
    with hats.system("a file is refused, whoever sent it"):
        File.objects.filter(pk=file.pk, state=State.CHECKING).update(
            state=State.REFUSED, reason=reason
        )
        forget_after(file.key, "")


def _keep(file: File, found: Found, place: str, digest: str, size: int) -> bool:
    """False when it is not wanted any more."""
    kind = kinds()[found.kind]
    with hats.system("a file is served from now on, whoever sent it"):
        row = (
            File.objects.select_for_update(of=("self",))
            .filter(pk=file.pk, state=State.CHECKING)
            .first()
        )
        if row is None:
            return False
        row.state, row.place, row.sha256, row.size = State.READY, place, digest, size
        row.media_type, row.duration = kind.media_type, found.duration
        row.name, row.ready_at = filenames.with_end_of(kind, row.name), timezone.now()
        before = row.replaces
        row.replaces = None
        row.save()
        if before:
            before.delete()
            forget_after(before.key, before.place)
        # Harvesters ask by it.
        Resource.objects.filter(pk=row.resource_id, state="published").update(
            changed_at=row.ready_at
        )
        forget_after(row.key, "")
    return True


def forget_after(key: str, place: str) -> None:
    """Its bytes go once it is certain that its row does not want them any more."""
    transaction.on_commit(partial(partial_uploads.forget, key), robust=True)
    if place:
        transaction.on_commit(partial(storage.forget, place), robust=True)


def tidy(now: dt.datetime | None = None) -> None:
    """What was abandoned goes; what waits for a check that stopped is checked; bytes that no row knows go."""
    from entrepairs.library.jobs import check_file

    now = now or timezone.now()
    with hats.system("what was begun and never ended is taken away, whosever it is"):
        begun = File.objects.exclude(state=State.READY)
        for file in begun.filter(state=State.COMING, created_at__lt=now - ABANDONED):
            if not _touched(partial_uploads.part_of(file.key), now - A_DAY):
                file.delete()
        begun.filter(state=State.REFUSED, created_at__lt=now - SHOWN_REFUSED).delete()
        for key in begun.filter(state=State.CHECKING, created_at__lt=now - LONG_CHECK).values_list(
            "key", flat=True
        ):
            jobs.defer(check_file, alone=f"check_file-{key}", key=key)
        known = set(File.objects.exclude(state=State.READY).values_list("key", flat=True))
        kept = set(File.objects.filter(state=State.READY).values_list("place", flat=True))
    for key in partial_uploads.names() - known:
        if not _touched(partial_uploads.part_of(key), now - A_DAY):
            partial_uploads.forget(key)
    for place in storage.places():
        if place not in kept and storage.storage().get_modified_time(place) < now - A_DAY:
            storage.forget(place)


def _touched(path: Any, since: dt.datetime) -> bool:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) > since
    except FileNotFoundError:
        return False
