"""Cards with codes: printed for people who have no way in yet, and marked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.member_import.code_cards import (
    LONGEST_MARK,
    VALID_DAYS,
    marks_of,
    people_without_way_in,
)
from entrepairs.accounts.member_import.code_sheet_pdf import Card, sheet_pdf
from entrepairs.accounts.models import CardMark, EntryCode
from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person

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
