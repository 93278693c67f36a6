"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.requests import Request
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Body, Seat
from entrepairs.mandates.page_hooks import PagePart
from entrepairs.mandates.queries import vacancies_of
from entrepairs.people.queries import coordinated_organisations
from entrepairs.ui import nav
from entrepairs.vacancies.queries import open_calls_of


def join_rooms() -> None:
    page_hooks.bodies.append(part_of_body)
    nav.add_footer(_("Open calls for seats"), "vacancies:calls")


def part_of_body(request: Request, body: Body) -> PagePart:
    """Its open calls, for everyone; for who coordinates an association, its empty seats to call
    for."""
    rows = list(open_calls_of(body))
    mine, empty = [], []
    if request.person_id is not None:
        mine = list(coordinated_organisations(request.person_id))
    if mine:
        vacant = vacancies_of([body])
        empty = list(Seat.objects.filter(pk__in=list(vacant)).order_by("number", "order"))
    called = {(row.seat_id, row.organisation_id) for row in rows}
    to_open = [
        (seat, organisation)
        for seat in empty
        for organisation in mine
        if (seat.pk, organisation.pk) not in called
    ]
    return PagePart("vacancies/_of_body.html", {"calls": rows, "to_open": to_open})
