"""The rows of roles that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.people.models import Affiliation
from entrepairs.roles.models import DeclinedRole, HeldRole
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
TODAY, LONG_AGO = NOW.date(), NOW - timedelta(days=400)
type Rows = dict[str, Any]


def roles(rows: Rows) -> None:
    """Of L'Escale, which Claire coordinates: Bruno holds a role, Amel and Omar are offered one and
    Omar said no, Nadia held one until she left, Yann, across a block of Claire's, is in its group.
    Of the university, which Eve coordinates and Claire did: Farid's.
    """
    worker = Concept.objects.get(scheme="role", key="peer_worker")
    employee = Concept.objects.get(scheme="statute", key="employee")

    def role(person: str, organisation: str = "escale", **more: Any) -> HeldRole:
        return HeldRole.objects.create(
            person=rows[person],
            organisation=rows[organisation],
            role=worker,
            statute=employee,
            hours="17.5",
            since=LONG_AGO.date(),
            made_at=LONG_AGO,
            **more,
        )

    yes: dict[str, Any] = {"accepted_at": LONG_AGO, "offered_by": rows["claire"]}
    rows["bruno_holds"] = role("bruno", **yes)
    rows["amel_is_offered"] = role("amel", offered_by=rows["claire"])
    rows["omar_is_offered"] = role("omar", offered_by=rows["claire"])
    rows["omar_declines"] = DeclinedRole.objects.create(
        offer=rows["omar_is_offered"], person=rows["omar"]
    )
    left = NOW - timedelta(days=50)
    rows["nadia_held"] = role("nadia", until=left.date(), ended_at=left, **yes)
    rows["yann_holds"] = role("yann", **yes)
    rows["farid_holds"] = role("farid", "university", accepted_at=LONG_AGO, offered_by=rows["eve"])
    Affiliation.objects.create(
        organisation=rows["university"],
        person=rows["claire"],
        coordinator=True,
        since=LONG_AGO,
        until=NOW - timedelta(days=100),
    )
