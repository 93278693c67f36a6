"""What templates say of complaints."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.complaints.clocks import ComplaintClock, Stand
from entrepairs.ui.formats import day_short


def say_clock(clock: ComplaintClock) -> str:
    """Where a clock is, in words."""
    days = ngettext("%(count)s day", "%(count)s days", clock.days) % {"count": clock.days}
    match clock.stand:
        case Stand.WAITS:
            return _("has not started")
        case Stand.RUNS:
            last = day_short(clock.last) if clock.last else ""
            return _("%(days)s left, until %(last)s") % {"days": days, "last": last}
        case Stand.LATE:
            return _("late: %(days)s") % {"days": days}
        case Stand.MET:
            return _("in time")
        case Stand.MISSED:
            return _("not in time: %(days)s too many") % {"days": days}


FILTERS: dict[str, Callable[[Any], str]] = {"complaint_clock": say_clock}
