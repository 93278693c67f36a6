"""Codes on paper for the people of an organisation who have no way in yet, and their marks."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.code_issuing import issue_codes
from entrepairs.accounts.member_import.code_sheet_pdf import Card, sheet_pdf
from entrepairs.accounts.models import CardMark, EntryCode
from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person

VALID_DAYS = 90
LONGEST_MARK = 40
A_SHEET = 400  # cards: what a printer and a phone bear


def people_without_way_in(organisation: Organisation) -> list[Any]:
    """Its people who have never come in, by name, for the coordinator whose hat is worn.

    Each with `given_at`, when they have a card that still opens, `mark`, and whether others are
    called `alike`.
    """
    return list(
        Person.objects.raw(
            "select person_id as id, key, name, language, given_at, mark,"
            " count(*) over (partition by folded) > 1 as alike"
            " from cards_of(%s) where state <> 'in' order by folded, person_id",
            [organisation.pk],
        )
    )


def sheets_to_print(people: Sequence[Any]) -> list[tuple[int, list[Any]]]:
    """Sheets with their numbers: of each part of these people, those who have no card.

    A sheet that was printed leaves the numbers of the others as they were.
    """
    parts = (
        (at // A_SHEET + 1, people[at : at + A_SHEET]) for at in range(0, len(people), A_SHEET)
    )
    sheets = ((number, [one for one in part if one.given_at is None]) for number, part in parts)
    return [(number, part) for number, part in sheets if part]


PRINT_CODES = Verb(
    "accounts", "print_codes", _("You printed entry codes for an organisation"), NOT_TOLD
)


@action
def print_cards(
    *,
    organisation: Organisation,
    people: Sequence[Person],
    by: Person | int,
    origin: str,
    withdraw: bool = False,
    once: UUID | None = None,
) -> bytes:
    """New codes for these people, as a PDF. Those printed before live on.

    Unless they are withdrawn. The mark of each is on the back of their card.
    """
    note_deed(PRINT_CODES, by=by, object_key=organisation.key, once=once)
    if withdraw:
        with hats.system("cards that were lost open nothing any more"):
            EntryCode.objects.filter(
                person__in=people, purpose=EntryCode.Purpose.ENTRY, used_at__isnull=True
            ).delete()
    codes = issue_codes(
        people=people, purpose=EntryCode.Purpose.ENTRY, by=by, valid_days=VALID_DAYS
    )
    marks = marks_of(organisation, people)
    cards = [
        Card(p.name, p.language, code, marks.get(p.pk, ""))
        for p, code in zip(people, codes, strict=True)
    ]
    until = (timezone.localtime() + timedelta(days=VALID_DAYS)).date()
    return sheet_pdf(cards, organisation=organisation.name, origin=origin, expires_on=until)


def mark_by_reference(
    *, organisation: Organisation, references: Mapping[int, str], by: Person | int
) -> None:
    """Of these newcomers, those of whose name there is another: the list's own reference tells them
    apart, until they come in. Of all others it is not kept."""
    alike = {one.pk for one in people_without_way_in(organisation) if one.alike and not one.mark}
    marks = {who: words[:LONGEST_MARK] for who, words in references.items() if words}
    told = {who: words for who, words in marks.items() if who in alike}
    if told:
        write_marks(organisation=organisation, marks=told, by=by)


def marks_of(organisation: Organisation, people: Sequence[Person]) -> dict[int, str]:
    found = CardMark.objects.filter(organisation=organisation, person__in=people)
    return dict(found.values_list("person_id", "words"))


MARK_CARDS = Verb(
    "accounts",
    "mark_cards",
    _("You marked the cards of people who have the same name"),
    _("%(who)s marked your card: someone else has the same name. The mark is forgotten now."),
)


@action
def mark_cards(
    *,
    organisation: Organisation,
    marks: Mapping[int, str],
    by: Person | int,
    once: UUID | None = None,
) -> None:
    """The coordinators' own words for these people, by their id; nothing takes a mark away.

    Each of them reads of it, once they have come in.
    """
    note_deed(MARK_CARDS, by=by, object_key=organisation.key, once=once)
    write_marks(organisation=organisation, marks=marks, by=by)


def write_marks(*, organisation: Organisation, marks: Mapping[int, str], by: Person | int) -> None:
    """In the transaction of an action, which has its own deed; each reads one of their own."""
    before = marks_of(organisation, [Person(pk=who) for who in marks])
    changed = {who: words for who, words in marks.items() if words != before.get(who, "")}
    CardMark.objects.filter(organisation=organisation, person__in=changed).delete()
    said = {who: words for who, words in changed.items() if words}
    CardMark.objects.bulk_create(
        CardMark(organisation=organisation, person_id=who, words=words)
        for who, words in said.items()
    )
    Deed.objects.bulk_create(
        Deed(verb=MARK_CARDS.name, room="accounts", by_person=id_of(by), about_person=who)
        for who in said
    )
