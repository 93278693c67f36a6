"""Kinds of body in words: one line a fact, with its doubt. The facts are in the vocabulary."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from entrepairs.ui.formats import day
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import in_active_language
from entrepairs.vocabulary.queries import Term
from entrepairs.vocabulary.rule_words import say_months
from entrepairs.vocabulary.rules import BODY_FACTS

LEVELS: dict[str, Any] = {
    "facility": gettext_lazy("In a facility"),
    "commune": gettext_lazy("In a commune, or several"),
    "territory": gettext_lazy("In a territory"),
    "department": gettext_lazy("In a département"),
    "region": gettext_lazy("In a region"),
    "nation": gettext_lazy("In the whole country"),
}
FORCES: dict[str, Any] = {
    "statutory": gettext_lazy("imposed by law"),
    "recommended": gettext_lazy("recommended, not imposed"),
    "internal": gettext_lazy("as local rules say"),
}
VOICES: dict[str, Any] = {
    "deliberative": gettext_lazy("decide"),
    "advisory": gettext_lazy("advise"),
    "none": gettext_lazy("attend"),
}
DEPUTY_RULES: dict[str, Any] = {
    "sits_in_absence": gettext_lazy("A deputy sits when the holder cannot."),
    "becomes_holder": gettext_lazy(
        "When the holder leaves, the deputy takes the seat for the rest of the term."
    ),
    "chosen_by_holder": gettext_lazy("The holder chooses which deputy sits."),
}
FACT_NAMES: dict[str, Any] = {
    "composition": gettext_lazy("Who sits"),
    "majority": gettext_lazy("Majority"),
    "proposed_by": gettext_lazy("Proposed by"),
    "designated_by": gettext_lazy("Named by"),
    "signed_by": gettext_lazy("Signed by"),
    "renewal": gettext_lazy("Renewal"),
    "continues": gettext_lazy("After the last day"),
    "ends_if": gettext_lazy("Ends early if"),
    "chair": gettext_lazy("Chair"),
    "vice_chair": gettext_lazy("Vice-chair"),
    "quorum": gettext_lazy("Quorum"),
    "recusal": gettext_lazy("Recusal"),
    "answers": gettext_lazy("Answers owed"),
    "minutes": gettext_lazy("Minutes"),
    "reports_to": gettext_lazy("Reports to"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a kind of body. `mark`: nobody has read it in its source, or sources disagree."""

    name: str
    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with a deadline, as pages tell it."""

    term: Term
    law: str
    unsure: bool


def say_both(words: dict[str, str]) -> str:
    return in_active_language(words["fr"], words["en"])


def say_short(kind: Term) -> str:
    """Its acronym, which is that of both languages; else its name."""
    return str(kind.data.get("acronym") or kind.label)


def say_law(term: Term) -> str:
    return " · ".join(term.data.get("law", []))


def say_seat(seat: dict[str, Any]) -> str:
    """How many, what their word is worth, and on what it depends."""
    parts = []
    if full := seat.get("full"):
        least = seat.get("least")
        parts.append(_("at least %(count)s") % {"count": full} if least else str(full))
    if deputies := seat.get("deputies"):
        words = ngettext("%(count)s deputy", "%(count)s deputies", deputies)
        parts.append(words % {"count": deputies})
    if voice := seat.get("voice"):
        parts.append(str(VOICES[voice]))
    if condition := seat.get("if"):
        parts.append(say_both(condition))
    return " · ".join(parts)


def kinds_by_level() -> list[tuple[str, list[Term]]]:
    kinds = vocabulary.concepts("body")
    found = [
        (name, [one for one in kinds if one.data["level"] == key]) for key, name in LEVELS.items()
    ]
    return [(str(name), those) for name, those in found if those]


def kind_of(key: str) -> Term | None:
    return next((one for one in vocabulary.concepts("body") if one.key == key), None)


def changes_between(kind: Term) -> list[Term]:
    """Kinds that have the same name and other rules."""
    of = kind.data.get("variant_of")
    kinds = vocabulary.concepts("body")
    return [one for one in kinds if one.key == of or one.data.get("variant_of") == kind.key]


def describe_rule(rule: Term) -> Rule:
    return Rule(rule, say_law(rule), bool(rule.mark or rule.data.get("unsure")))


def describe_kind(kind: Term) -> list[Fact]:
    unsure = kind.data.get("unsure", {})
    return [Fact(str(name), words, unsure.get(key, "")) for key, name, words in _facts(kind.data)]


def _facts(data: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Field, its name, its words, in the order in which they are read."""
    yield "force", _("Force"), str(FORCES[data["force"]])
    if "law" in data:
        yield "law", _("Law"), " · ".join(data["law"])
    yield from _facts_of_terms(data)
    for key in BODY_FACTS:
        if key in data:
            yield key, FACT_NAMES[key], say_both(data[key])
    yield from _facts_of_work(data)
    if before := data.get("successor_of"):
        words = say_both(before)
        if when := before.get("when"):
            words = _("%(body)s, on %(day)s") % {
                "body": words,
                "day": day(dt.date.fromisoformat(when)),
            }
        yield "successor_of", _("Took the place of"), words


def _facts_of_terms(data: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    if "term_months" in data:
        yield "term_months", pgettext_lazy("of a body", "Term"), say_months(data["term_months"])
    if "term_of" in data:
        whose = {
            "body": _("All seats end together, also those filled in the middle."),
            "person": _("Each mandate has its own dates."),
        }
        yield "term_of", _("Whose term"), whose[data["term_of"]]
    if "deputies_each" in data:
        number = data["deputies_each"]
        words = _("%(count)s for each seat") % {"count": number} if number else _("none")
        yield "deputies_each", _("Deputies"), words
    if "deputy_rule" in data:
        yield "deputy_rule", _("What deputies do"), str(DEPUTY_RULES[data["deputy_rule"]])
    if "chair_months" in data:
        number = data.get("chair_renewals", 0)
        times = ngettext("renewable %(count)s time", "renewable %(count)s times", number)
        words = f"{say_months(data['chair_months'])} · {times % {'count': number}}"
        yield "chair_months", _("Term of the chair"), words


def _facts_of_work(data: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    if "sittings" in data:
        words = _("at least %(count)s a year") % {"count": data["sittings"]}
        yield "sittings", _("Sittings"), words
    if data.get("secrecy"):
        yield "secrecy", _("Secrecy"), _("Members are bound by professional secrecy.")
