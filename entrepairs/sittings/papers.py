"""The checklist of a year: what a body must be given, as its kind says, and where each paper is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min

from entrepairs.mandates.kinds import say_both
from entrepairs.mandates.models import Body
from entrepairs.sittings.clocks import PaperState, paper_state, rule_of
from entrepairs.sittings.models import Paper
from entrepairs.ui.formats import today


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One line of the checklist."""

    item: str
    name: str
    state: PaperState
    asked_on: dt.date | None = None  # the last time
    received_on: dt.date | None = None

    @property
    def waits(self) -> bool:
        return self.state is not PaperState.RECEIVED


def items_of(body: Body) -> dict[str, str]:
    """What the law wants this body to be given, by key. Nothing, where no rule is known."""
    return {one["key"]: say_both(one) for one in body.what.data.get("receives", [])}


def checklist(body: Body, year: int) -> list[ShownPaper]:
    """In the order of the rule. One query."""
    rows = Paper.objects.filter(body=body, year=year)
    told: dict[str, Any] = {
        row.item: row
        for row in rows.annotate(first=Min("requests__asked_on"), last=Max("requests__asked_on"))
    }
    rule, on = rule_of("paper"), today()
    found = []
    for item, name in items_of(body).items():
        row = told.get(item)
        asked = [row.first] if row and row.first else []
        received = row.received_on if row else None
        state = paper_state(asked, received, year, on, rule)
        found.append(ShownPaper(item, name, state, row.last if row else None, received))
    return found
