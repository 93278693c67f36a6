"""Sentences of a round: figures for those who coordinate, a hint for one person."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.core.small_counts import LEAST, SafeFigures
from entrepairs.people import slots
from entrepairs.rounds.figures import CAN
from entrepairs.rounds.models import Hint
from entrepairs.ui.formats import percent
from entrepairs.vocabulary import queries as vocabulary

Change = Hint.Change
BEST = 0.00005  # a gap smaller than what is shown


def say_too_few() -> str:
    return _("Fewer than %(least)d people are concerned: no figure is shown.") % {"least": LEAST}


def say_waiting(figures: dict[str, Any] | None) -> list[str]:
    """How many wait, and what is missing."""
    if figures is None:
        return []
    shown = SafeFigures(**figures)
    if shown.total is None:
        return [_("Fewer than %(least)d people wait: no figure is shown.") % {"least": LEAST}]
    return [_("At least %(number)d people wait.") % {"number": shown.total}, *_say_parts(shown)]


def _say_parts(shown: SafeFigures) -> Iterator[str]:
    for name, number in sorted(
        shown.parts.items(), key=lambda part: (part[0] != CAN, -part[1], part[0])
    ):
        yield _("For at least %(number)d: %(what)s") % {"number": number, "what": say_missing(name)}
    if shown.rest and shown.parts:
        yield _("The other reasons concern too few people to be shown.")
    elif shown.rest:
        yield _("We cannot show how many people can be matched, or why: there are too few people.")


def say_missing(name: str) -> str:
    """Of "time:evening": what would help them."""
    kind, _colon, detail = name.partition(":")
    if detail and kind == Change.LIMIT:
        limit = vocabulary.concept_by_key("limit", detail).label
        return _("someone is a match, except for this limit: %(limit)s") % {"limit": limit}
    if detail and kind == Change.TIME:
        part = slots.THIRDS[int(detail)]
        return _("someone is a match, but is free at another time: %(time)s") % {"time": part}
    sentences = {
        CAN: _("there is someone in the matching round who may be a match."),
        Change.LANGUAGE: _("somebody would suit who speaks another language."),
        Change.TIME: _("someone is a match, but is free at another time."),
        Change.REACH: _("somebody would suit who lives a little too far."),
        Change.LIMIT: _("someone is a match, except for one of their limits."),
        Change.TELL: _("they have shared too little with the organisation to be compared."),
        Change.NOTHING: _("nobody would suit, whatever they changed: more people would help."),
    }
    return str(sentences.get(kind, sentences[Change.NOTHING]))


def say_found(figures: dict[str, Any] | None, gap: float | None) -> list[str]:
    if figures is None:
        return []
    shown = SafeFigures(**figures)
    met = shown.parts.get("met")
    said = [_("At least %(number)d people would be matched.") % {"number": met}] if met else []
    if shown.parts.get("unmet"):
        said.append(
            _("For at least %(number)d, there is nobody this time.")
            % {"number": shown.parts["unmet"]}
        )
    if gap is not None:
        said.append(
            _("Among the possible pairs, no other choice is better.")
            if gap < BEST
            else _("Among the possible pairs, no other choice can be better by more than %(part)s.")
            % {"part": percent(gap)}
        )
    return said


def say_asked(figures: dict[str, Any] | None) -> list[str]:
    shown = SafeFigures(**figures) if figures else SafeFigures()
    if shown.total is None:
        return [say_too_few()]
    if "asked" not in shown.parts:
        return []
    said = [
        _("We sent %(number)d suggestions, each to two people.") % {"number": shown.parts["asked"]}
    ]
    if "left_out" in shown.parts:
        said.append(
            _("We did not send %(number)d of them, because something had changed.")
            % {"number": shown.parts["left_out"]}
        )
    return said


def say_answers(pairs: int) -> list[str]:
    if not pairs:
        return []
    return [_("At least %(number)d pairs of peers said yes to each other.") % {"number": pairs}]


def say_hint(one: Hint) -> str:
    """What would help me, in what is mine alone: what is so of another person is theirs to tell."""
    if one.change == Change.TELL:
        return _(
            "You could share a little more with your organisation about what you are "
            "looking for or can bring."
        )
    if one.change == Change.TURN:
        return _("This time, other people had waited longer than you.")
    return _(
        "More free times, a longer distance or another language may help. So may new people "
        "on this site."
    )
