"""The rows of teams that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.people.models import Membership
from entrepairs.teams.models import DeclinedTeamRole, TeamRole
from entrepairs.vocabulary.models import Concept

LONG_AGO = timezone.now() - timedelta(days=400)
type Rows = dict[str, Any]


def teams(rows: Rows) -> None:
    """Bruno and David are in a team of L'Escale, David for the university. Claire, who coordinates
    L'Escale, asks Eve; Farid declined; the offer to Nadia, who keeps apart from the university,
    does not reach her. Nadia was in it."""
    team = rows["team"]
    role, statute = (
        Concept.objects.get(scheme=scheme, key=key)
        for scheme, key in (("role", "peer_worker"), ("statute", "employee"))
    )
    told = {"circle": team, "role": role, "statute": statute, "offered_by": rows["claire"]}
    for name in ("bruno", "david"):
        rows[f"{name}_works_there"] = TeamRole.objects.create(
            person=rows[name],
            membership=Membership.objects.get(circle=team, person=rows[name], until=None),
            accepted_at=LONG_AGO,
            organisation=rows["university"] if name == "david" else None,
            **told,
        )
    for name in ("eve", "farid", "nadia"):
        rows[f"{name}_is_asked_to_team"] = TeamRole.objects.create(person=rows[name], **told)
    rows["farid_declines_team"] = DeclinedTeamRole.objects.create(
        offer=rows["farid_is_asked_to_team"], person=rows["farid"]
    )
