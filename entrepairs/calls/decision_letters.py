"""Letters to authors about a decision: in the organisers' words, or in these."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from entrepairs.calls.models import Call, DecisionLetter, Submission, SubmissionDecision
from entrepairs.core.bilingual import said
from entrepairs.events.models import Event

LANGUAGES = ("fr", "en")
Letters = Mapping[str, DecisionLetter]


def propose_letter(outcome: str, language: str) -> str:
    """With {title}, {event} and {kind}, filled in for each."""
    with translation.override(language):
        return {
            SubmissionDecision.Outcome.ACCEPTED: _(
                "Hello,\n\nYour contribution “{title}” has been accepted for {event}, "
                "as: {kind}. Thank you.\n\nPlease say on this page if you will come. "
                "We can then add it to the programme."
            ),
            SubmissionDecision.Outcome.WAITING: _(
                "Hello,\n\nYour contribution “{title}” is on the waiting list for "
                "{event}. We will tell you here if there is room for it."
            ),
            SubmissionDecision.Outcome.REFUSED: _(
                "Hello,\n\nWe could not include your contribution “{title}” in "
                "{event}: there was not room for everything. Thank you for sending "
                "it. You are very welcome to come."
            ),
        }[SubmissionDecision.Outcome(outcome)]


def written_for(call: Call) -> dict[str, DecisionLetter]:
    """The organisers' own words, by outcome. One query."""
    return {letter.outcome: letter for letter in DecisionLetter.objects.filter(call=call)}


def letters_for_form(call: Call) -> dict[str, str]:
    """Every text, as the form shows it."""
    own = written_for(call)
    return {
        f"{outcome}_{language}": (outcome in own and getattr(own[outcome], f"words_{language}"))
        or propose_letter(outcome, language)
        for outcome in SubmissionDecision.Outcome.values
        for language in LANGUAGES
    }


def letter_for(
    submission: Submission, decision: SubmissionDecision, event: Event, own: Letters
) -> str:
    """In the language they wrote from."""
    language = submission.answer_in
    words = getattr(own.get(decision.outcome), f"words_{language}", "") or propose_letter(
        decision.outcome, language
    )
    kind = decision.kind or submission.kind
    filled = {
        "{title}": submission.title,
        "{event}": said(event, "title", language).text,
        "{kind}": said(kind, "name", language).text if kind else "",
    }
    for name, text in filled.items():
        words = words.replace(name, text)
    return words
