"""Quarters and years, by their names: 2026-Q3, 2026."""

import datetime as dt
import re
from dataclasses import dataclass

NAME = re.compile(r"(20\d\d)(?:-Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to the first day after it."""

    name: str
    since: dt.date
    until: dt.date

    @classmethod
    def read(cls, name: str) -> "Period":
        """Raises ValueError for a name of no quarter and no year."""
        found = NAME.fullmatch(name)
        if not found:
            raise ValueError(f"{name} is no quarter and no year, as 2026-Q3 or 2026")
        year, quarter = int(found[1]), int(found[2] or 0)
        if not quarter:
            return cls(name, dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
        after = dt.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
        return cls(name, dt.date(year, quarter * 3 - 2, 1), after)


def periods_over(day: dt.date) -> list[Period]:
    """The last quarter that is over on this day, and the last year."""
    quarter = (day.month - 1) // 3
    name = f"{day.year}-Q{quarter}" if quarter else f"{day.year - 1}-Q4"
    return [Period.read(name), Period.read(f"{day.year - 1}")]
