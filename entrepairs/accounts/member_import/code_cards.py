"""Codes on paper for the people of an organisation who have no way in yet."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.code_issuing import issue_codes
from entrepairs.accounts.member_import.code_sheet_pdf import Card, sheet_pdf
from entrepairs.accounts.models import Account, EntryCode
from entrepairs.accounts.queries import living_codes
from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Affiliation, Organisation, Person

VALID_DAYS = 90
A_SHEET = 400  # cards: what a printer and a phone bear


def people_without_way_in(organisation: Organisation) -> list[Person]:
    """Its people who have no account, by name; `has_card` when a code of theirs still opens.

    For its coordinators only: the caller has asked.
    """
    living = living_codes().filter(purpose=EntryCode.Purpose.ENTRY)
    with hats.system("a coordinator prints ways in for those who have none"):
        here = Affiliation.objects.current().filter(organisation=organisation)
        people = Person.objects.filter(pk__in=here.values("person_id")).exclude(
            pk__in=Account.objects.values("person_id")
        )
        carded = Exists(living.filter(person=OuterRef("pk")))
        return list(people.annotate(has_card=carded).order_by("name", "pk"))


def sheets_to_print(people: Sequence[Person]) -> list[tuple[int, list[Person]]]:
    """Sheets with their numbers: of each part of these people, those who have no card.

    A sheet that was printed leaves the numbers of the others as they were.
    """
    parts = (
        (at // A_SHEET + 1, people[at : at + A_SHEET]) for at in range(0, len(people), A_SHEET)
    )
    sheets = ((number, [one for one in part if not has_card(one)]) for number, part in parts)
    return [(number, part) for number, part in sheets if part]


def has_card(person: Person) -> bool:
    return bool(getattr(person, "has_card", False))


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

    Unless they are withdrawn.
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
    cards = [Card(p.name, p.language, code) for p, code in zip(people, codes, strict=True)]
    until = (timezone.localtime() + timedelta(days=VALID_DAYS)).date()
    return sheet_pdf(cards, organisation=organisation.name, origin=origin, expires_on=until)
