"""What coordinators see of the roles of one person, and that person reads: the same."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from entrepairs.people.models import Affiliation
from entrepairs.people.seen_by_coordinators import Facts, SeenFact, SeenPart
from entrepairs.roles.models import HeldRole
from entrepairs.roles.wording import describe_role
from entrepairs.ui.formats import day


def tell_roles(affiliations: Sequence[Affiliation]) -> Facts:
    """Offered, held, past; a no is not among them."""
    there = [one.organisation_id for one in affiliations]
    rows = HeldRole.objects.filter(
        person=affiliations[0].person_id, organisation__in=there, withdrawn_at=None
    )
    facts: dict[int, list[SeenFact]] = defaultdict(list)
    for role in rows.order_by("since", "pk"):
        facts[role.organisation_id].append(_say(role))
    none = [SeenFact(_("Roles"), _("none"))]
    return {key: facts[key] or none for key in there}


def _say(role: HeldRole) -> SeenFact:
    words = f"{role.name} · {describe_role(role)}"
    if role.waits:
        asked = _("offered on %(day)s, no answer yet") % {"day": day(role.made_at)}
        return SeenFact(_("Role offered"), f"{words} · {asked}")
    return SeenFact(_("Past role") if role.is_over else _("Role"), words)


ROLES = SeenPart("roles", tell_roles, opens=("roles_heldrole", "people_in_my_roles"), order=35)
