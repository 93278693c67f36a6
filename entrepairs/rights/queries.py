"""What is held about the person who asks, who looked at them, what they agreed to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.urls import reverse

from entrepairs.core.secret_links import secret_from
from entrepairs.ledger import held
from entrepairs.ledger.held import Held
from entrepairs.ledger.models import Consent, Look
from entrepairs.people.consent_receipts import describe_receipt
from entrepairs.people.models import Person
from entrepairs.rights.models import Departure, Export
from entrepairs.ui.page_parts import PagePart

SHOWN = 3  # looks and choices on the page; all of them are on pages of their own


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing held about me, and how many there are."""

    kind: Held
    number: int

    @property
    def url(self) -> str:
        return reverse(self.kind.page) if self.kind.page else ""


def count_held() -> dict[str, int]:
    """How many rows of each table are about the person who asks: one statement, under their hat."""
    tables = {one.name: one for kind in held.all_held() for one in kind.tables}
    parts = [
        f"select '{one.name}', (select count(*) from {one.name} where {one.condition})"  # noqa: S608 (declared by our rooms)
        for one in tables.values()
        if not one.closed
    ]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join([*parts, "select name, number from count_kept()"]))
        return {str(name): int(number) for name, number in cursor.fetchall()}


def lines_held() -> list[Line]:
    counts = count_held()
    return [Line(kind, counts[kind.tables[0].name]) for kind in held.all_held()]


def last_looks(me: int) -> list[tuple[Look, Person | None]]:
    """Those who looked are named to me, whatever audience their name has."""
    looks = list(Look.objects.filter(owner=me).order_by("-at", "-id")[:SHOWN])
    ids = list({look.viewer for look in looks})
    sql = "select id, key, name from who_looked(%s::bigint[])"
    named = {row.pk: row for row in Person.objects.raw(sql, [ids])} if ids else {}
    return [(look, named.get(look.viewer)) for look in looks]


def choices_made(me: int) -> list[tuple[Consent, str]]:
    """What I agree to now."""
    mine = Consent.objects.filter(person=me, withdrawn_at=None).order_by("-given_at", "-id")
    return [(line, describe_receipt(line.what)) for line in mine[:SHOWN]]


def departure_of(me: int) -> Departure | None:
    return Departure.objects.filter(person=me).first()


def export_of(me: int) -> Export | None:
    """The one that is made, or that was last made."""
    return Export.objects.filter(person=me).order_by("-asked_at", "-id").first()


def secret_of(export: str) -> str:
    """The secret of the address at which this export is taken."""
    return secret_from(f"rights:export:{export}")


def section_of_me(request: HttpRequest) -> PagePart:
    """On my own page: what I can demand."""
    me: Any = request
    return PagePart("rights/_me.html", {"departure": departure_of(me.person_id)})


def places_of_exports() -> Iterator[str]:
    """Bytes that are known: exports that can still be taken."""
    yield from Export.objects.exclude(place="").values_list("place", flat=True)
