"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.requests import Request
from entrepairs.core.sql_files import read_sql
from entrepairs.groups import page_hooks as groups
from entrepairs.groups.page_hooks import GroupTab
from entrepairs.items import search_entries
from entrepairs.items.queries.items import items_of_body
from entrepairs.mandates import page_hooks as mandates
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.page_hooks import BodyPage, PagePart
from entrepairs.people import hooks as people
from entrepairs.search.index import name_kind
from entrepairs.search.rewriting import add_source
from entrepairs.ui import nav

MOST = 5  # items of a body, on the page of a mandate


def join_rooms() -> None:
    nav.add(nav.Place("items", _("Items"), "items:mine", icon="send", order=29, within="circles"))
    nav.add_to("circles", number=read_sql("items", "queries/waiting.sql"), names="")
    people.rooms_of_circles.append("items")
    groups.tabs.append(GroupTab("items", _("To bodies"), "items:of_group"))
    mandates.bodies.append(part_of_body)
    mandates.mandates.append(part_of_mandate)
    name_kind(search_entries.KIND, search_entries.LABEL)
    add_source("items", [search_entries.LABEL], search_entries.all_entries)


def part_of_body(request: Request, page: BodyPage) -> PagePart:
    """The ways to its items; the page asks for none of them."""
    return PagePart("items/_of_body.html", {"body": page.body, "rows": []})


def part_of_mandate(request: Request, mandate: Mandate) -> PagePart:
    """What its delegation carries."""
    rows = list(items_of_body(mandate.body)[:MOST])
    return PagePart("items/_of_body.html", {"body": mandate.body, "rows": rows})
