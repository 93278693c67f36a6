"""Nothing is written about somebody where they do not read: what is sent to a team names nobody
whom its writer meets elsewhere, and who is not in the team."""

import re

from django.utils.translation import gettext as _

from entrepairs.people.circles import current_memberships
from entrepairs.people.models import Circle, fold
from entrepairs.plans.queries.my_people import read_my_people

WORDS = re.compile(r"\w+")


def refuse_absent(circle: Circle, body: str) -> str:
    """Why these words are not sent; nothing when they may be. Two queries."""
    said = [fold(word) for word in WORDS.findall(body)]
    here = current_memberships(circle).values_list("person__name", flat=True)
    inside = {fold(name) for name in here}
    for row in read_my_people().rows:
        name = WORDS.findall(fold(row.name))
        if not name or fold(row.name) in inside:
            continue
        if any(said[at : at + len(name)] == name for at in range(len(said))):
            return _(
                "%(name)s does not read what is written here. Write it where you both read it, or "
                "leave the name out."
            ) % {"name": row.name}
    return ""
