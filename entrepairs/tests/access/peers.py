"""The rows about finding a peer that could leak: wishes, proposals, weights, answers, rounds."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.pairs.models import (
    Agreement,
    GivingMark,
    Invitation,
    LeftOut,
    Pause,
    PredictedScore,
    Refusal,
    RoundOptIn,
    Wish,
)
from entrepairs.people.models import Block, Person
from entrepairs.rounds.models import Hint, PredictedSuggestion, Round, Suggestion
from entrepairs.suggestions.models import (
    FinderRow,
    LearningFigures,
    Outcome,
    Weights,
    WeightsChange,
)
from entrepairs.suggestions.models import TermPosition as PlaceOfWord

NOW = timezone.now()
PARTS = ("score", "shared", "to_a", "to_b", "road", "times", "near", "same_facility")
LONG_AGO, AGO = NOW - timedelta(days=400), NOW - timedelta(days=100)
type Rows = dict[str, Any]


def pairs(rows: Rows) -> None:
    rows["eve_wishes"] = Wish.objects.create(person=rows["eve"], audience=4, words="mots")
    rows["amel_wishes"] = Wish.objects.create(person=rows["amel"], audience=3, words="mots")
    rows["david_wished"] = Wish.objects.create(person=rows["david"], audience=4, closed_at=NOW)
    rows["invitation"] = Invitation.objects.create(
        by=rows["farid"], to=rows["amel"], words="mots", expires_at=NOW + timedelta(days=21)
    )
    rows["blocked_invitation"] = Invitation.objects.create(
        by=rows["omar"], to=rows["amel"], words="mots", expires_at=NOW + timedelta(days=21)
    )
    rows["refusal"] = Refusal.objects.create(invitation=rows["invitation"], person=rows["amel"])
    rows["amel_leaves_eve_out"] = LeftOut.objects.create(person=rows["amel"], other=rows["eve"])
    rows["agreement"] = Agreement.objects.create(
        circle=rows["pair"], words="mots", proposed_by=rows["amel"]
    )
    rows["agreement_that_holds"] = Agreement.objects.create(
        circle=rows["pair"],
        words="mots",
        proposed_by=rows["amel"],
        accepted_by=rows["bruno"],
        accepted_at=AGO,
    )
    rows["bruno_gives_much"] = GivingMark.objects.create(person=rows["bruno"], hours=10)
    rows["bruno_pauses"] = Pause.objects.create(circle=rows["pair"], person=rows["bruno"])
    rows["amel_found_in_escale"] = FinderRow.objects.get(
        person=rows["amel"], scope=rows["escale"].pk
    )
    rows["eve_found_by_all"] = FinderRow.objects.get(person=rows["eve"], scope=FinderRow.NETWORK)
    rows["place_of_word"] = PlaceOfWord.objects.filter(kind="experience")[0]
    rows["weights_of_all"] = Weights.objects.get(organisation=None)
    rows["weights_of_escale"] = Weights.objects.create(
        organisation=rows["escale"], changed_by=rows["claire"]
    )
    rows["weights_changed"] = WeightsChange.objects.create(
        organisation=rows["escale"], how="hand", by=rows["claire"], values={}
    )
    parts = dict.fromkeys(PARTS, 0)
    rows["predicted"] = PredictedScore.objects.create(
        invitation=rows["invitation"], organisation=rows["escale"], **parts
    )
    rows["answer_given"] = Outcome.objects.create(
        what=0, month=NOW.date().replace(day=1), organisation=rows["escale"], **parts
    )
    rows["learnt"] = LearningFigures.objects.create(organisation=rows["escale"], answers=0)


def rounds(rows: Rows) -> None:
    """L'Escale has one to read and one released; Omar is blocked by Amel and David."""
    escale, bruno, david = rows["escale"], rows["bruno"], rows["david"]
    rows["bruno_is_willing"] = RoundOptIn.objects.create(person=bruno, organisation=escale)
    rows["round_to_read"] = Round.objects.create(
        organisation=escale, seed=1, state="ready", figures={}
    )
    rows["round_released"] = Round.objects.create(
        organisation=escale, seed=2, state="released", ended_at=NOW
    )
    rows["suggestion"] = suggestion(rows["round_to_read"], bruno, david)
    parts = dict.fromkeys(PARTS, 0)
    rows["predicted_of_a_suggestion"] = PredictedSuggestion.objects.create(
        suggestion=rows["suggestion"], **parts
    )
    Block.objects.create(person=rows["claire"], blocked=rows["yann"])
    rows["suggestion_across_her_block"] = suggestion(rows["round_to_read"], bruno, rows["yann"])
    rows["suggestion_of_the_past"] = suggestion(rows["round_released"], bruno, david)
    for name, which in (
        ("hint_of_released", "round_released"),
        ("hint_of_unreleased", "round_to_read"),
    ):
        rows[name] = Hint.objects.create(
            round=rows[which], organisation=escale, person=david, change="turn"
        )
    told = {
        "round_id": rows["round_released"].pk,
        "organisation": escale,
        "expires_at": NOW + timedelta(days=21),
    }
    rows["a_round_asks_david"] = Invitation.objects.create(by=bruno, to=david, **told)
    rows["a_round_asks_bruno"] = Invitation.objects.create(by=david, to=bruno, yes_at=NOW, **told)


def suggestion(round: Round, one: Person, other: Person) -> Suggestion:
    low, high = sorted((one, other), key=lambda person: person.pk)
    return Suggestion.objects.create(round=round, one=low, other=high)
