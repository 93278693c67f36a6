"""Scenes in which something fails for one of many, for ever: a mailbox is full, a row refuses."""

import datetime as dt
import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, connection
from django.utils import timezone

from entrepairs.accounts.models import EntryCode
from entrepairs.calls.models import Submission, Submitter
from entrepairs.library.models import File
from entrepairs.notices.models import ChosenWays, Mailing, Notice, Preference
from entrepairs.notices.tests.addresses import give_address
from entrepairs.pairs import learning
from entrepairs.people.models import Organisation
from entrepairs.recordings.models import ConsentRequest
from entrepairs.registrations.models import Registration
from entrepairs.rights.models import Departure
from entrepairs.suggestions.models import FinderRow, LearningFigures, Weights
from entrepairs.tests.access.rows import Rows

LONG_AGO = timezone.now() - dt.timedelta(days=400)
NOON = timezone.now().replace(hour=12, minute=0) - dt.timedelta(days=1)
FAILS = "fails@mail.example"


@dataclass
class Scene:
    """What a job is about: who gets nothing, what is left undone afterwards, and whether that is
    queued alone.
    """

    failing: Any
    left: Callable[[], set[Any]]
    poison: Any
    alone: bool = True


@contextmanager
def refusing(table: str, pk: int) -> Iterator[None]:
    """The database refuses every change of that row, alone or among others."""

    def refuse(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if re.match(rf'(DELETE FROM|UPDATE) "{table}"', sql):
            about = [
                pk
                for value in parameters or ()
                for pk in (value if isinstance(value, list) else [value])
            ]
            apart = re.search(r'id" (= %s|= ANY|IN \(%s)', sql)
            if not apart or pk in about:
                raise DatabaseError("this row refuses")
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(refuse):
        yield


def mailbox_full() -> Any:
    """The server takes every mail but those to one address, whose mailbox is full for ever."""
    send = EmailBackend.send_messages

    def refuse(self: Any, messages: Any) -> int:
        if messages[0].to == [FAILS]:
            raise smtplib.SMTPDataError(552, b"mailbox full")
        return int(send(self, messages))

    return replaced(EmailBackend, "send_messages", refuse)


def notices_to_mail(rows: Rows) -> Scene:
    Notice.objects.all().delete()
    Mailing.objects.all().delete()
    Preference.objects.all().delete()
    ChosenWays.objects.all().delete()
    for who in ("amel", "bruno", "claire"):
        give_address(rows[who], FAILS if who == "bruno" else "")
        Notice.objects.create(
            person=rows[who], kind="message", about="y", path="/", told_at=NOON, due_at=NOON
        )
    unmailed = Notice.objects.filter(sent_at=None)
    return Scene(
        rows["bruno"].pk, lambda: set(unmailed.values_list("person", flat=True)), mailbox_full()
    )


def registered(rows: Rows) -> list[Registration]:
    Registration.objects.all().delete()
    return [
        Registration.objects.create(
            event=rows["published_event"],
            name=f"Z{n}",
            mail=address,
            needs="x",
            needs_agreed_at=NOON,
            language="fr",
        )
        for n, address in enumerate(("a@mail.example", FAILS, "c@mail.example"))
    ]


def registrations_to_tell(rows: Rows) -> Scene:
    made = registered(rows)
    untold = Registration.objects.filter(told="")
    return Scene(made[1].pk, lambda: set(untold.values_list("pk", flat=True)), mailbox_full())


def needs_to_forget(rows: Rows) -> Scene:
    made = registered(rows)
    type(rows["published_event"]).objects.update(starts_on=LONG_AGO, ends_on=LONG_AGO)
    kept = Registration.objects.exclude(needs="")
    poison = refusing("registrations_registration", made[1].pk)
    return Scene(made[1].pk, lambda: set(kept.values_list("pk", flat=True)), poison, alone=False)


def authors_to_tell(rows: Rows) -> Scene:
    Submitter.objects.all().delete()
    offered = [rows["a_stranger_offers"], rows["amel_offers"], rows["bruno_offers"]]
    addresses = ("a@mail.example", FAILS, "c@mail.example")
    made = [
        Submitter.objects.create(submission=one, mail=to)
        for one, to in zip(offered, addresses, strict=True)
    ]
    untold = Submitter.objects.filter(told="")
    return Scene(made[1].pk, lambda: set(untold.values_list("pk", flat=True)), mailbox_full())


def drafts_to_forget(rows: Rows) -> Scene:
    call = rows["farid_offers"].call
    type(call.event).objects.filter(pk=call.event_id).update(starts_on=LONG_AGO, ends_on=LONG_AGO)
    made = [
        Submission.objects.create(call=call, kind=rows["farid_offers"].kind, state="draft", title=t)
        for t in "ab"
    ]
    drafts = Submission.objects.filter(state="draft", call=call)
    poison = refusing("calls_submission", made[1].pk)
    return Scene(made[1].pk, lambda: set(drafts.values_list("pk", flat=True)), poison, alone=False)


def voices_to_tell(rows: Rows) -> Scene:
    asked = ConsentRequest.objects.filter(voice__consents__state="asked").distinct()
    ConsentRequest.objects.exclude(pk__in=asked.values("pk")).delete()
    [known] = ConsentRequest.objects.all()
    ConsentRequest.objects.update(mail=FAILS, person=None)
    two = [rows["bruno_in_recording_one_voice_missing"], rows["bruno_in_withdrawn_recording"]]
    for number, voice in enumerate(two):
        voice.consents.update(state="asked", ended_at=None)
        ConsentRequest.objects.create(voice=voice, mail="a@mail.example", digest=f"{number}")
    untold = ConsentRequest.objects.filter(told_at=None)
    return Scene(known.pk, lambda: set(untold.values_list("pk", flat=True)), mailbox_full())


def organisations_to_learn_from(rows: Rows) -> Scene:
    LearningFigures.objects.all().delete()
    known = {rows["escale"], Organisation.objects.get(name="Université de Rennes")}
    for one in known:
        Weights.objects.update_or_create(
            organisation=one,
            defaults={"learning": Weights.Learning.SUGGEST, "changed_by": rows["claire"]},
        )
    publish = learning.publish_figures

    def refuse(weights: Weights, answers: Any) -> None:
        if weights.organisation == rows["escale"]:
            raise ValueError("these answers cannot be")
        publish(weights, answers)

    def left() -> set[int]:
        done = LearningFigures.objects.values_list("organisation", flat=True)
        return {one.pk for one in known} - set(done)

    return Scene(rows["escale"].pk, left, replaced(learning, "publish_figures", refuse))


@contextmanager
def replaced(module: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def files_to_tidy(rows: Rows) -> Scene:
    File.objects.exclude(state="ready").delete()
    told: Any = {
        "resource": rows["resource_for_everyone"],
        "name": "x.pdf",
        "size": 4,
        "state": "refused",
    }
    made = [File.objects.create(reason="program", **told) for _ in range(3)]
    File.objects.filter(state="refused").update(created_at=LONG_AGO)
    kept = File.objects.filter(state="refused")
    poison = refusing("library_file", made[1].pk)
    return Scene(made[1].pk, lambda: set(kept.values_list("pk", flat=True)), poison, alone=False)


def lines_to_align(rows: Rows) -> Scene:
    both = {rows["amel"].pk, rows["eve"].pk}
    FinderRow.objects.filter(person__in=both).delete()

    @contextmanager
    def refuse() -> Iterator[None]:
        def refuse(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
            if "align_findable" in sql and (
                parameters[0] is None or rows["eve"].pk in parameters[0]
            ):
                raise DatabaseError("this line cannot be made")
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(refuse):
            yield

    def left() -> set[int]:
        return both - set(FinderRow.objects.values_list("person", flat=True))

    return Scene(rows["eve"].pk, left, refuse(), alone=False)


def codes_to_forget(rows: Rows) -> Scene:
    EntryCode.objects.all().delete()
    made = [
        EntryCode.objects.create(person=rows[who], digest=who, purpose="entry", used_at=LONG_AGO)
        for who in ("amel", "bruno", "claire")
    ]
    poison = refusing("accounts_entrycode", made[1].pk)
    return Scene(
        made[1].pk, lambda: set(EntryCode.objects.values_list("pk", flat=True)), poison, alone=False
    )


def notices_to_forget(rows: Rows) -> Scene:
    Notice.objects.all().delete()
    made = [
        Notice.objects.create(
            person=rows[who], kind="message", about="z", path="/", seen_at=LONG_AGO
        )
        for who in ("amel", "bruno", "claire")
    ]
    poison = refusing("notices_notice", made[1].pk)
    return Scene(
        made[1].pk, lambda: set(Notice.objects.values_list("pk", flat=True)), poison, alone=False
    )


def departures_to_settle(rows: Rows) -> Scene:
    """They left long ago, and are in circles again."""
    Departure.objects.all().delete()
    made = [
        Departure.objects.create(
            person=rows[who],
            kind=Departure.Kind.LEAVE,
            asked_at=LONG_AGO,
            due_at=LONG_AGO + dt.timedelta(days=30),
        )
        for who in ("amel", "bruno", "claire")
    ]
    poison = refusing("rights_departure", made[1].pk)
    waiting = Departure.objects.filter(settled_at=None)
    return Scene(made[1].pk, lambda: set(waiting.values_list("pk", flat=True)), poison)
