"""In whose rounds I may be: part of my wish, and kept when it closes."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from entrepairs.core.compiled_queries import prepared
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import give_consents, withdraw_consents
from entrepairs.ledger.models import Audience
from entrepairs.pairs.models import RoundOptIn
from entrepairs.people.models import Affiliation, Person

CONSENT = "rounds"  # the receipts' name, with the organisation's key


def be_in_rounds(*, organisations: Collection[int], by: Person | int) -> None:
    """In whose rounds I may be: these, of those I belong to. Part of saying my wish: no deed."""
    me = id_of(by)
    mine = Affiliation.objects.current().filter(person=me).select_related("organisation")
    keys = {one.organisation_id: one.organisation.key for one in mine}
    wanted = {one for one in organisations if one in keys}
    before = set(RoundOptIn.objects.filter(person=me).values_list("organisation", flat=True))
    RoundOptIn.objects.bulk_create(
        RoundOptIn(person_id=me, organisation_id=one) for one in wanted - before
    )
    RoundOptIn.objects.filter(person=me, organisation__in=before - wanted).delete()
    given = {f"{CONSENT}:{keys[one]}": Audience.ORGANISATIONS for one in wanted - before}
    if given:
        give_consents(person=me, audiences=given)
    withdraw_consents(
        person=me, what=[f"{CONSENT}:{keys[one]}" for one in before - wanted if one in keys]
    )


@prepared
def opt_ins_of(person: int) -> QuerySet[Any]:
    """The organisations in whose rounds this person may be."""
    return RoundOptIn.objects.filter(person=person)
