"""Codes on paper for the people of an organisation who have no way in yet."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from entrepairs.accounts.actions import issue_codes
from entrepairs.accounts.member_import.code_sheet_pdf import Card, sheet
from entrepairs.accounts.models import Account, EntryCode
from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.people.models import Affiliation, Organisation, Person

VALID_DAYS = 90
A_SHEET = 400  # cards: what a printer and a phone bear


def without_way_in(organisation: Organisation) -> list[Person]:
    """Its people who have no account, by name. Only for whoever coordinates it: the caller has asked."""
    with hats.system("a coordinator prints ways in for those who have none"):
        ids = Affiliation.objects.filter(organisation=organisation, until__isnull=True).values(
            "person_id"
        )
        people = Person.objects.filter(pk__in=ids).exclude(
            pk__in=Account.objects.values("person_id")
        )
        return list(people.order_by("name", "pk"))


def print_cards(
    *,
    organisation: Organisation,
    people: Sequence[Person],
    by: int,
    origin: str,
    once: UUID | None = None,
) -> bytes:
    """New codes for these people, as a PDF; codes printed before for them open nothing any more."""
    note_deed(verb="print_codes", room="accounts", by=by, object_key=organisation.key, once=once)
    with hats.system("codes printed again replace those before"):
        EntryCode.objects.filter(
            person__in=people, purpose=EntryCode.Purpose.ENTRY, used_at__isnull=True
        ).delete()
    codes = issue_codes(
        people=people, purpose=EntryCode.Purpose.ENTRY, by=by, valid_days=VALID_DAYS
    )
    cards = [Card(p.name, p.language, code) for p, code in zip(people, codes, strict=True)]
    until = (timezone.localtime() + timedelta(days=VALID_DAYS)).date()
    return sheet(cards, organisation=organisation.name, origin=origin, expires_on=until)
