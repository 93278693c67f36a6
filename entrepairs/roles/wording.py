"""Roles in words: how much of the week, and from when to when."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.roles.models import HeldRole
from entrepairs.ui.formats import day_short, today


def say_number(number: Decimal) -> str:
    """Without zeros at its end: 1,5 — 1.5"""
    plain = f"{number:f}"
    return str(number_format(plain.rstrip("0").rstrip(".") if "." in plain else plain))


def say_time(role: HeldRole) -> str:
    if role.hours is not None:
        # 1.5 is more than one in English, and less than two in French.
        number = int(role.hours) if role.hours == 1 or role.hours >= 2 else 0
        words = ngettext("%(hours)s hour a week", "%(hours)s hours a week", number)
        return words % {"hours": say_number(role.hours)}
    if role.share is not None:
        return _("%(share)s%% of full time") % {"share": role.share}
    return ""


def say_dates(role: HeldRole) -> str:
    if role.until is not None:
        days = {"first": day_short(role.since), "last": day_short(role.until)}
        return _("from %(first)s to %(last)s") % days
    if role.since > today():
        return _("from %(first)s on") % {"first": day_short(role.since)}
    return _("since %(first)s") % {"first": day_short(role.since)}


def describe_role(role: HeldRole) -> str:
    """All of it but its name, in one line."""
    parts = (role.statute_name, say_time(role), say_dates(role))
    return " · ".join(part for part in parts if part)
