"""The figures of a list of acts, and a table as it may be shown, for the command line."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.suppression import hide
from entrepairs.matching.tables import with_totals
from entrepairs.observatory import intervals, reciprocity
from entrepairs.observatory.lists import Acts, Counts
from entrepairs.observatory.networks import merge_links
from entrepairs.observatory.symmetry import gini

FIGURES = {
    "n": "people",
    "links": "somebody gave to somebody else",
    "density": "links, among all that there could be",
    "r": "share of the links that are returned",
    "rho": "the same beyond chance: 0 is chance, 1 all",
    "r_w": "share of the minutes that come back",
    "rho_w": "the same beyond chance",
    "Gini": "how few give: 0 all alike, towards 1 one person",
}
TOTAL = "total"
HIDDEN = "hidden"


def measure_acts(acts: Acts, seed: int) -> dict[str, Any]:
    """All figures by name, None where one is not defined, and their intervals of 95 %.

    No interval with fewer than 11 people or 20 links: such a network is not for publication.
    """
    rng = np.random.default_rng(seed)
    told = len(acts.names), acts.giver, acts.receiver, acts.minutes
    links = merge_links(*told)
    enough = intervals.has_enough(links.people, len(links))
    drawn = intervals.bootstrap_network(links, rng) if enough else {}
    if enough:
        drawn["Gini"] = intervals.bootstrap_values(links.given, gini, rng)
    found = {name: intervals.interval_of(values) for name, values in drawn.items()}
    return {
        "n": links.people,
        "links": len(links),
        "density": reciprocity.density(links),
        "r": reciprocity.link_reciprocity(links),
        "rho": reciprocity.correlation_reciprocity(links),
        "r_w": reciprocity.weighted_reciprocity(links),
        "rho_w": reciprocity.weighted_correlation_reciprocity(*told, rng),
        "Gini": gini(links.given),
        "intervals": {name: [one.low, one.high] if one else None for name, one in found.items()},
        "may_be_published": enough,
        "seed": seed,
    }


def print_figures(figures: dict[str, Any]) -> Iterator[str]:
    """One line a figure: its name, its value, what holds 95 % of it, what it is."""
    for name, meaning in FIGURES.items():
        value, between = figures[name], figures["intervals"].get(name)
        shown = (
            "not defined"
            if value is None
            else f"{value:.6f}"
            if isinstance(value, float)
            else value
        )
        around = f"{between[0]:.3f} to {between[1]:.3f}" if between else ""
        yield f"{name:8} {shown:>12}  {around:16}  {meaning}"
    if not figures["may_be_published"]:
        yield f"Not for publication: fewer than {LEAST} people or {intervals.LEAST_LINKS} links."


def suppress_counts(table: Counts, k: int) -> dict[str, Any]:
    """The table as it may be shown (None for what is hidden), and why each cell is."""
    hidden = hide(table.counts, k)
    rows, columns = [*table.rows, TOTAL], [*table.columns, TOTAL]
    whole = with_totals(table.counts)
    return {
        "k": k,
        "columns": columns,
        "rows": {
            row: [None if (i, j) in hidden.cells else int(whole[i, j]) for j in range(len(columns))]
            for i, row in enumerate(rows)
        },
        "small": [[rows[i], columns[j]] for i, j in sorted(hidden.small)],
        "others": [[rows[i], columns[j]] for i, j in sorted(hidden.others)],
        "fewest": hidden.least,
    }


def print_table(shown: dict[str, Any]) -> Iterator[str]:
    """The table in columns, then one line for each cell that is hidden."""
    lines = [["", *shown["columns"]]]
    for row, cells in shown["rows"].items():
        lines.append([row, *(HIDDEN if cell is None else str(cell) for cell in cells)])
    wide = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        first, *others = (
            cell.ljust(wide[0]) if not place else cell.rjust(wide[place])
            for place, cell in enumerate(line)
        )
        yield "  ".join([first, *others])
    yield ""
    if shown["small"]:
        yield "Why, for you alone:"
    for row, column in shown["small"]:
        yield f"{row}, {column}: fewer than {shown['k']} people."
    for row, column in shown["others"]:
        yield f"{row}, {column}: a smaller one could be worked out from it."
    if not shown["small"]:
        yield f"Nothing is hidden: no count is from 1 to {shown['k'] - 1}."
    elif not shown["fewest"]:
        yield "Fewer cells might do: none were found in a minute."
