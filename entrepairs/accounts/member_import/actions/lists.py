"""Saving a list that was understood: persons, affiliations, a digest of each line, or nothing."""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.member_import.actions.cards import mark_by_reference
from entrepairs.accounts.member_import.columns import headers_digest
from entrepairs.accounts.member_import.row_validation import Line
from entrepairs.accounts.models import ImportedPerson, ImportLayout
from entrepairs.core import hats
from entrepairs.core.spreadsheet import Columns
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import Verb
from entrepairs.people.actions.organisations import NewPerson, add_people
from entrepairs.people.models import Affiliation, Organisation, Person

BATCH = 2000


IMPORT_MEMBERS = Verb(
    "accounts",
    "import_members",
    _("You imported a list of people into an organisation"),
    _("%(who)s added you to an organisation"),
)


@action
def import_members(
    *, organisation: Organisation, lines: Sequence[Line], by: Person | int, once: UUID | None = None
) -> list[Person]:
    """Persons without login, in the order of the list. A line that is known adds nobody."""
    with hats.system("lines imported before are known by their digests"):
        # One import of an organisation at a time: two coordinators may send the same list at once.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        known = set(
            ImportedPerson.objects.filter(organisation=organisation).values_list("line", flat=True)
        )
    fresh = [line for line in lines if line.digest not in known]
    rows = [NewPerson(name=line.name, language=line.language) for line in fresh]
    people = add_people(
        organisation=organisation,
        rows=rows,
        by=by,
        once=once,
        verb=IMPORT_MEMBERS,
    )
    with hats.system("the lines of a list become people before they come"):
        ImportedPerson.objects.bulk_create(
            [
                ImportedPerson(organisation=organisation, person=person, line=line.digest)
                for person, line in zip(people, fresh, strict=True)
            ],
            BATCH,
        )
        _date_affiliations(organisation, people, fresh)
    references = {person.pk: line.reference for person, line in zip(people, fresh, strict=True)}
    mark_by_reference(organisation=organisation, references=references, by=by)
    return people


def _date_affiliations(
    organisation: Organisation, people: Sequence[Person], lines: Sequence[Line]
) -> None:
    """Since when each belongs, where the list says so; of today, since now.

    Nothing begins later.
    """
    said = {
        person.pk: min(timezone.make_aware(datetime.combine(line.since, time(12))), timezone.now())
        for person, line in zip(people, lines, strict=True)
        if line.since
    }
    rows = list(Affiliation.objects.filter(organisation=organisation, person__in=said))
    for row in rows:
        row.since = said[row.person_id]
    Affiliation.objects.bulk_update(rows, ["since"], BATCH)


def already_imported(organisation: Organisation) -> set[str]:
    """Digests of the lines imported before; a coordinator may read them."""
    return set(
        ImportedPerson.objects.filter(organisation=organisation).values_list("line", flat=True)
    )


def remember_columns(
    *, organisation: Organisation, headers: Sequence[str], columns: Columns
) -> None:
    """Which column is which, for the next list with these headers."""
    ImportLayout.objects.update_or_create(
        organisation=organisation, headers=headers_digest(headers), defaults={"columns": columns}
    )


def remembered_columns(organisation: Organisation, headers: Sequence[str]) -> Columns | None:
    found = ImportLayout.objects.filter(
        organisation=organisation, headers=headers_digest(headers)
    ).first()
    return dict(found.columns) if found else None
