"""Figures of the ledger of one year, in words: none about fewer than 11 people, nor one from which
it could be worked out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.complaints.clocks import all_clocks
from entrepairs.complaints.ledger_words import read_words
from entrepairs.complaints.models import Complaint
from entrepairs.complaints.small_tables import REST, SafeTable, hide_small_cells
from entrepairs.core.small_counts import LEAST, hide_small
from entrepairs.ui.formats import today
from entrepairs.vocabulary.clocks import RuleClock, Stand

FEW = gettext_lazy("fewer than 11")
MEDIATION = {
    "none": gettext_lazy("no mediation"),
    "asked": gettext_lazy("mediation asked"),
    "held": gettext_lazy("mediation held"),
}
STANDS = {
    "met": gettext_lazy("in time"),
    "missed": gettext_lazy("not in time"),
    "open": gettext_lazy("no day noted"),
}
type Names = Mapping[str, object]


def say_year(complaints: Iterable[Complaint]) -> dict[str, str]:
    """By name of the line. Nothing noted is nothing known: a blank is not a zero."""
    rows = list(complaints)
    if not rows:
        return {}
    known = read_words()
    return {
        "complaints": str(len(rows)),
        "themes": say_table(
            hide_small_cells(Counter((row.theme, mediation_of(row)) for row in rows)),
            known.themes,
        ),
        "channels": say_parts(Counter(row.channel for row in rows), known.channels),
        "outcomes": say_parts(Counter(row.outcome for row in rows), known.outcomes),
        "clocks": "\n".join(say_clocks(rows)),
    }


def mediation_of(row: Complaint) -> str:
    if row.met_on:
        return "held"
    return "asked" if row.asked_on else "none"


def say_parts(parts: Mapping[str, int], names: Names) -> str:
    """A line a part; those that are small stand together."""
    safe = hide_small(parts)
    if safe.total is None:
        return str(FEW)
    shown = [_say(names[name], safe.parts[name]) for name in names if name in safe.parts]
    if safe.rest:
        shown.append(_say(_name(REST, names), safe.total - sum(safe.parts.values())))
    return "\n".join(shown)


def _say(name: object, what: object) -> str:
    return _("%(name)s: %(what)s") % {"name": name, "what": what}


def say_table(table: SafeTable, names: Names) -> str:
    """A line a theme, with its mediations; hidden ones are said to be hidden."""
    if table.total is None:
        return str(FEW)
    return "\n".join(
        _say(_name(row, names), f"{table.rows[row]} ({', '.join(_say_cells(table, row))})")
        for row in (*names, REST)
        if row in table.rows
    )


def _name(key: str, names: Names) -> object:
    return names[key] if key else _("Others together")


def _say_cells(table: SafeTable, row: str) -> Iterator[str]:
    for column in (*MEDIATION, REST):
        if column in table.columns:
            number = table.cells[row, column]
            shown = _("hidden") if number is None else str(number)
            yield _say(_name(column, MEDIATION), shown)


def say_clocks(rows: list[Complaint]) -> Iterator[str]:
    """How often each clock was met; nothing where those it ran for, or the others, are few."""
    for position in range(3):
        ran = [
            clock
            for row in rows
            if (clock := all_clocks(row, today())[position]).stand is not Stand.WAITS
        ]
        others = len(rows) - len(ran)
        if not ran:
            continue
        name = capfirst(ran[0].rule.label)
        if len(ran) < LEAST or 0 < others < LEAST:
            yield _say(name, FEW if len(ran) < LEAST else _("hidden"))
            continue
        parts = Counter(_stand(clock) for clock in ran)
        yield _say(name, ", ".join(say_parts(parts, STANDS).splitlines()))


def _stand(clock: RuleClock) -> str:
    return clock.stand.value if clock.stand in (Stand.MET, Stand.MISSED) else "open"
