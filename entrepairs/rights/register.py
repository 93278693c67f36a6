"""The register of requests as the administrator keeps it at the terminal, and the job that writes
down which clocks were missed. What the administrator reads of somebody is told to that person."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import do_all
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices import actions as notices
from entrepairs.rights.actions.requests import PAGE
from entrepairs.rights.clocks import MORE_TIME
from entrepairs.rights.closing import open_rows
from entrepairs.rights.erasing import erase_person
from entrepairs.rights.exporting import write_zip
from entrepairs.rights.idle import was_here
from entrepairs.rights.models import ANSWER_WITHIN, DataRequest
from entrepairs.rights.notice_kinds import REQUEST

DAY = dt.timedelta(days=1)
# Nothing is carried out before its person could say no; what somebody else noted for them waits
# longest, as who has neither an address nor a phone reads of it when they come.
TIME_FOR_A_NO = {
    ("erase", False): 3 * DAY,
    ("erase", True): 14 * DAY,
    ("died", True): 14 * DAY,
    ("access", True): 3 * DAY,
}
NO_YES = "The person has not said yes yet: what another asks waits for it."
ERASES = {DataRequest.Kind.ERASE, DataRequest.Kind.DIED}


def registering() -> Any:
    return hats.system("the administrator answers a request about data, which its person reads")


def list_open() -> list[DataRequest]:
    """Kinds and clocks: no words, no names."""
    with registering():
        return list(open_rows().defer("words", "answer", "extension"))


def _waiting(key: str) -> DataRequest:
    row = open_rows().select_for_update(of=("self",)).filter(key=key).first()
    if row is None:
        raise NotPossible("There is no open request of that key.")
    return row


def _until_a_no(row: DataRequest) -> dt.datetime:
    """Until when its person may say no: from their own yes on, where it needs one."""
    if row.kind == DataRequest.Kind.ACCESS and row.yes_at and not row.yes_on_paper:
        return row.yes_at  # said here, by themselves
    wait = TIME_FOR_A_NO.get((row.kind, row.on_paper), 0 * DAY)
    return max(row.made_at, row.yes_at or row.made_at) + wait


def _refuse_early(row: DataRequest, now: dt.datetime) -> None:
    if row.waits_for_yes:
        raise NotPossible(NO_YES)
    if now < _until_a_no(row):
        raise NotPossible(f"The person may say no until {_until_a_no(row)}.")


def _refuse_living(row: DataRequest) -> None:
    """Somebody who came here since is not dead, also when they did not press that they are here."""
    if row.person_id and was_here(row.person_id, row.made_at):
        raise NotPossible("This person was here since: refuse the request, with the reason.")


def _tell(row: DataRequest, what: str) -> None:
    if row.person_id:
        notices.tell(person=row.person_id, kind=REQUEST, about=f"{row.key}:{what}", path=PAGE)


def read_request(key: str, why: str) -> DataRequest:
    """With its words. That it was read, and why, stands on its person's page."""
    with registering():
        row = _waiting(key)
        row.openings = [*row.openings, {"at": timezone.now().isoformat(), "why": why}]
        row.save(update_fields=["openings"])
        _tell(row, "read")
        return DataRequest.objects.select_related("person", "noted_by").get(pk=row.pk)


def extend_request(key: str, reasons: str, now: dt.datetime | None = None) -> DataRequest:
    """Two months more, within the first month, with reasons that its person reads."""
    now = now or timezone.now()
    with registering():
        row = _waiting(key)
        if row.extended_at or now > row.asked_at + ANSWER_WITHIN:
            raise NotPossible("A request is made longer once, within its first month.")
        row.extended_at, row.extension = now, reasons
        row.due_at = row.asked_at + ANSWER_WITHIN + MORE_TIME
        row.save(update_fields=["extended_at", "extension", "due_at"])
        _tell(row, "longer")
    return row


def refuse_request(key: str, reasons: str) -> None:
    with registering():
        _answer(_waiting(key), DataRequest.Outcome.REFUSED, reasons)


def answer_request(key: str, words: str, now: dt.datetime | None = None) -> None:
    """Done. An erasure is carried out here, in one transaction with its line."""
    now = now or timezone.now()
    with registering(), transaction.atomic():
        row = _waiting(key)
        if row.kind not in ERASES or not row.person_id:
            if row.waits_for_yes:
                raise NotPossible(NO_YES)
            _answer(row, DataRequest.Outcome.DONE, words)
            return
        _refuse_early(row, now)
        if row.kind == DataRequest.Kind.DIED:
            _refuse_living(row)
        erase_person(row.person_id)


def _answer(row: DataRequest, outcome: DataRequest.Outcome, words: str) -> None:
    row.answered_at, row.outcome, row.answer = timezone.now(), outcome, words
    row.save(update_fields=["answered_at", "outcome", "answer"])
    _tell(row, "answered")


def write_copy(key: str, why: str, path: Path, now: dt.datetime | None = None) -> None:
    """The copy that was asked for on paper, as a file to hand over. It is told as a look."""
    row = read_request(key, why)
    if row.kind != DataRequest.Kind.ACCESS or not row.person_id:
        raise NotPossible("This request asks for no copy.")
    _refuse_early(row, now or timezone.now())
    write_zip(path, row.person_id)


def mark_missed(now: dt.datetime | None = None) -> None:
    """Each hour: clocks that ran out are written down, and their people told."""
    now = now or timezone.now()
    with registering():
        late = list(open_rows().filter(due_at__lt=now, missed_at=None))
    do_all(partial(_mark_one, row, now) for row in late)


def _mark_one(row: DataRequest, now: dt.datetime) -> None:
    with registering():
        if open_rows().order_by().filter(pk=row.pk, missed_at=None).update(missed_at=now):
            _tell(row, "late")
