"""Reading the ledger of a body, as its delegation sees it."""

import datetime as dt
from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet

from entrepairs.complaints.clocks import clocks_of
from entrepairs.complaints.models import Complaint
from entrepairs.mandates.models import Body
from entrepairs.people.models import fold
from entrepairs.people.person_search import BETWEEN
from entrepairs.ui.formats import today
from entrepairs.vocabulary.clocks import RuleClock

# Kinds of body that hear complaints, and tell of them in their own report.
KINDS = frozenset({"cdu", "cdu_hia"})


def hears_complaints(body: Body) -> bool:
    return body.what.key in KINDS


def complaints_of(body: Body, year: int | None = None) -> QuerySet[Complaint]:
    """Newest first."""
    rows = Complaint.objects.filter(body=body).select_related("body")
    if year is not None:
        rows = rows.filter(received_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    return rows.order_by("-received_on", "-pk")


def years_of(body: Body) -> list[int]:
    """This year, and those of which there is a line."""
    days = Complaint.objects.filter(body=body).dates("received_on", "year", order="DESC")
    return sorted({today().year, *(day.year for day in days)}, reverse=True)


def with_clocks(rows: Collection[Complaint]) -> list[tuple[Complaint, list[RuleClock]]]:
    return [(row, clocks_of(row, today())) for row in rows]


def known_names(body: Body, words: Collection[str]) -> set[str]:
    """Of these words, those in the name of somebody whom I may see: who can be found here, those
    of my circles, and the delegation of this body."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, null from words_in_names(%s::varchar[])"
            " union all select null, name from holders_of(%s)",
            [list(words), body.pk],
        )
        rows = cursor.fetchall()
    here = {part for _word, name in rows if name for part in BETWEEN.split(fold(name))}
    return {word for word, _name in rows if word} | here & set(words)
