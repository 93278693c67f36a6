"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.requests import Request
from entrepairs.mandates import page_hooks
from entrepairs.mandates.page_hooks import BodyPage
from entrepairs.ui import nav
from entrepairs.ui.page_parts import PagePart
from entrepairs.vacancies.queries import open_calls_of


def join_rooms() -> None:
    page_hooks.bodies.append(part_of_body)
    nav.add_footer(_("Open calls for seats"), "vacancies:calls")


def part_of_body(request: Request, page: BodyPage) -> PagePart:
    """Its open calls, for everyone; for who coordinates an association, its empty seats to call
    for."""
    rows = list(open_calls_of(page.body))
    called = {(row.seat_id, row.organisation_id) for row in rows}
    to_open = [
        (shown.seat, organisation)
        for shown in page.seats
        for organisation in page.mine
        if shown.vacant_since and (shown.seat.pk, organisation.pk) not in called
    ]
    return PagePart("vacancies/_of_body.html", {"calls": rows, "to_open": to_open})
