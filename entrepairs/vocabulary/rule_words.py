"""How long a rule gives, in words."""

from django.utils.translation import ngettext

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
