"""Codes on paper for the people of an organisation who have no way in yet."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.actions import issue_codes
from entrepairs.accounts.member_import.code_sheet_pdf import Card, sheet_pdf
from entrepairs.accounts.models import Account, EntryCode
from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Affiliation, Organisation, Person

VALID_DAYS = 90
A_SHEET = 400  # cards: what a printer and a phone bear


def people_without_way_in(organisation: Organisation) -> list[Person]:
    """Its people who have no account, by name. For its coordinators only: the caller has asked."""
    with hats.system("a coordinator prints ways in for those who have none"):
        here = Affiliation.objects.current().filter(organisation=organisation)
        people = Person.objects.filter(pk__in=here.values("person_id")).exclude(
            pk__in=Account.objects.values("person_id")
        )
        return list(people.order_by("name", "pk"))


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
    once: UUID | None = None,
) -> bytes:
    """New codes for these people, as a PDF; codes printed before for them open nothing any more."""
    note_deed(PRINT_CODES, by=by, object_key=organisation.key, once=once)
    with hats.system("codes printed again replace those before"):
        EntryCode.objects.filter(
            person__in=people, purpose=EntryCode.Purpose.ENTRY, used_at__isnull=True
        ).delete()
    codes = issue_codes(
        people=people, purpose=EntryCode.Purpose.ENTRY, by=by, valid_days=VALID_DAYS
    )
    cards = [Card(p.name, p.language, code) for p, code in zip(people, codes, strict=True)]
    until = (timezone.localtime() + timedelta(days=VALID_DAYS)).date()
    return sheet_pdf(cards, organisation=organisation.name, origin=origin, expires_on=until)
