"""In whose name the command line imports a list of people or a programme."""

import click

from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Organisation


def coordinator_of(name: str) -> Affiliation:
    """One who coordinates that organisation: the import is written in their name."""
    with hats.system("the command line looks for the coordinator in whose name it imports"):
        rows = Affiliation.objects.current().select_related("organisation")
        rows = rows.filter(coordinator=True)
        found = rows.filter(organisation__name__iexact=name).order_by("pk").first()
        names = sorted(Organisation.objects.values_list("name", flat=True))
    if found is None:
        known = ", ".join(names) or "none"
        raise click.ClickException(
            f"No organisation “{name}” with a coordinator. Organisations here: {known}."
        )
    return found
