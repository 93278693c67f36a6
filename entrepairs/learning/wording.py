"""What was learned or taught, in words: for pages, for paper and for a badge."""

from collections.abc import Callable

from django.utils import translation
from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from entrepairs.learning.models import Step
from entrepairs.ui.formats import day, minutes, whole_day


def say_days(step: Step, whole: bool = False) -> str:
    if step.first_day is None:
        return ""
    said = whole_day if whole else day
    if step.last_day and step.last_day != step.first_day:
        days = {"first": said(step.first_day), "last": said(step.last_day)}
        return _("from %(first)s to %(last)s") % days
    return str(said(step.first_day))


def say_pay(step: Step) -> str:
    said = _("received: %(what)s") % {"what": step.get_pay_display()}
    if step.amount is None:
        return said
    return f"{said}, {number_format(step.amount, decimal_pos=2)}\u00a0€"


def say_alone(step: Step) -> str:
    return _("with another teacher") if step.together else _("alone")


def describe_step(step: Step) -> str:
    """All of it but its title, in one line, for its person and who is asked."""
    if step.taught:
        parts = [step.place, say_days(step), step.level, say_alone(step), say_pay(step)]
    else:
        path = step.path.label if step.path else ""
        way = str(step.get_way_display())
        parts = [way, path if path != way else "", step.place, say_days(step)]
    return " · ".join(part for part in parts if part)


def say_facts(step: Step) -> str:
    """What an attestation says of it: never for what money, nor by which way."""
    side = _("Taught") if step.taught else _("Learned")
    parts = [side, minutes(step.minutes), step.place, say_days(step, whole=True), step.level]
    if step.taught:
        parts.append(say_alone(step))
    return " · ".join(part for part in parts if part)


def say_confirmed(step: Step) -> str:
    on = whole_day(localdate(step.confirmed_at)) if step.confirmed_at else ""
    if not step.confirmed_as:
        return _("Confirmed on %(day)s by somebody who saw it") % {"day": on}
    return _("Confirmed on %(day)s by: %(who)s") % {"day": on, "who": step.confirmed_as}


def in_both(say: Callable[[Step], str], step: Step) -> str:
    """In French, then in English: a badge is read everywhere."""
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append(say(step))
    return " / ".join(said)
