"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.requests import Request
from entrepairs.core.sql_files import function_of
from entrepairs.groups import page_hooks as groups
from entrepairs.groups.page_hooks import GroupTab
from entrepairs.items import search_entries
from entrepairs.items.queries.items import items_of_body
from entrepairs.items.queries.sittings import agenda_of, open_items
from entrepairs.mandates import page_hooks as mandates
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.page_hooks import BodyPage
from entrepairs.people import hooks as people
from entrepairs.search.index import name_kind
from entrepairs.search.rewriting import add_source
from entrepairs.sittings import page_hooks as sittings
from entrepairs.sittings.models import Sitting
from entrepairs.ui import nav
from entrepairs.ui.page_parts import PagePart

MOST_OPEN = 20  # for who comes next
MOST = 5  # items of a body, on the page of a mandate


def join_rooms() -> None:
    nav.add(nav.Place("items", _("Items"), "items:mine", icon="send", order=29, within="circles"))
    nav.add_to("circles", number=function_of("items", "queries/waiting.sql"), names="")
    people.rooms_of_circles.append("items")
    groups.tabs.append(GroupTab("items", _("To bodies"), "items:of_group"))
    mandates.bodies.append(part_of_body)
    mandates.mandates.append(part_of_mandate)
    mandates.add_tab(
        mandates.MandateTab("evidence", _("Certification"), _to_evidence, 67, _is_of_facility)
    )
    mandates.handovers.append(part_of_handover)
    sittings.sittings.append(part_of_sitting)
    name_kind(search_entries.KIND, search_entries.LABEL)
    add_source("items", [search_entries.LABEL], search_entries.all_entries)


def _to_evidence(mandate: Mandate) -> str:
    return reverse("items:evidence", args=[mandate.body.key])


def _is_of_facility(mandate: Mandate) -> bool:
    """Certification is of a facility."""
    return not mandate.is_over and mandate.body.what.data["level"] == "facility"


def part_of_body(request: Request, page: BodyPage) -> PagePart:
    """The ways to its items; the page asks for none of them."""
    return PagePart("items/_of_body.html", {"body": page.body, "rows": []})


def part_of_mandate(request: Request, mandate: Mandate) -> PagePart:
    """What its delegation carries."""
    rows = list(items_of_body(mandate.body)[:MOST])
    return PagePart("items/_of_body.html", {"body": mandate.body, "rows": rows})


def part_of_handover(request: Request, mandate: Mandate) -> PagePart:
    """What is still open: who comes next finds it."""
    rows = list(open_items(mandate.body)[:MOST_OPEN])
    return PagePart("items/_of_body.html", {"body": mandate.body, "rows": rows, "open": True})


def part_of_sitting(request: Request, sitting: Sitting) -> PagePart:
    """What is on its agenda, what was answered there, and what could be put on it."""
    to_come = sitting.starts_at > timezone.now()
    here = {"sitting": sitting, "agenda": agenda_of(sitting), "to_come": to_come}
    return PagePart("items/_of_sitting.html", here)
