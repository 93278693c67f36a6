"""How long a rule gives, and where its clock is, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.ui.formats import day_short
from entrepairs.vocabulary.clocks import RuleClock, Stand
from entrepairs.vocabulary.queries import concept_by_key


def say_months(months: int) -> str:
    if months % 12:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    return ngettext("%(count)s year", "%(count)s years", months // 12) % {"count": months // 12}


def say_length(rule: str) -> str:
    """Of a rule of hours, of days or of months: 72 hours, 3 days, 6 months."""
    data = concept_by_key("rule", rule).data
    if hours := data.get("hours"):
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    if days := data.get("days"):
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return say_months(data["months"])


def say_clock(clock: RuleClock) -> str:
    """Where a clock is, in words."""
    days = ngettext("%(count)s day", "%(count)s days", clock.days) % {"count": clock.days}
    match clock.stand:
        case Stand.WAITS:
            return _("has not started")
        case Stand.RUNS:
            last = day_short(clock.last) if clock.last else ""
            if not clock.days:
                return _("last day: %(last)s") % {"last": last}
            return _("%(days)s left, until %(last)s") % {"days": days, "last": last}
        case Stand.LATE:
            return _("late: %(days)s") % {"days": days}
        case Stand.MET:
            return _("in time")
        case Stand.MISSED:
            return _("not in time: %(days)s too many") % {"days": days}
