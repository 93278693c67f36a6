"""Nightly learning, where asked for: what answers tell of the weights, and who waited."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Min, OuterRef, Q, Subquery
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import do_each
from entrepairs.core.small_counts import LEAST
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.pairs.outcomes import LEARNS, collect_outcomes
from entrepairs.people.models import Affiliation
from entrepairs.suggestions.models import LearningFigures, Outcome, Weights, WeightsChange

if TYPE_CHECKING:  # the kernel takes a moment to load, and only the job needs it
    from entrepairs.matching.score import Components

YEAR, MONTH = timedelta(days=365), timedelta(days=30)


def learn_weights(organisation: int | None = None, *, again: Any = None) -> None:
    """For each organisation that asked for it, or this one alone. Safe to run at any time, and
    twice.
    """
    with learning():
        collect_outcomes()
        LearningFigures.objects.exclude(
            organisation__in=Weights.objects.filter(LEARNS).values("organisation")
        ).delete()
        asked = Weights.objects.filter(LEARNS, organisation__isnull=False)
        found = list(asked.filter(organisation=organisation) if organisation else asked)
    do_each(found, learn_for_organisation, again=again, name="organisation_id")


def learning() -> Any:
    return hats.system(
        "answers without anybody in them become figures, and weights within their bounds"
    )


def learn_for_organisation(weights: Weights) -> None:
    with learning():
        answers = list(
            Outcome.objects.filter(organisation=weights.organisation).order_by("score", "pk")
        )
        publish_figures(weights, answers)
        fresh = sorted(
            (answer for answer in answers if answer.pk > weights.learnt_up_to),
            key=lambda one: one.pk,
        )
        suggested = suggest_weights(weights, fresh)
        _apply_suggestion(weights, suggested, fresh[-1].pk if fresh else 0)


def publish_figures(weights: Weights, answers: Sequence[Outcome]) -> None:
    """Figures that differ from the former ones by eleven answers, of eleven people at least (see
    collect_outcomes), or a month: night by night they would tell of one."""
    now = timezone.now()
    former = LearningFigures.objects.filter(organisation=weights.organisation).first()
    fresh: dict[str, Any] = {}
    if former is None or abs(len(answers) - former.answers) >= LEAST:
        fresh = {
            "answers": len(answers) if len(answers) >= LEAST else 0,
            "bins": calibration_bins(answers),
        }
    if former is None or former.at < now - MONTH:
        fresh |= {"at": now, "waiting": waits_of_organisation(weights)}
    if fresh:
        LearningFigures.objects.update_or_create(organisation=weights.organisation, defaults=fresh)


def suggest_weights(weights: Weights, answers: Sequence[Outcome]) -> dict[str, float] | None:
    """What the answers would make of these weights; None when there are too few, or nothing to
    change."""
    import numpy as np

    from entrepairs.matching import calibration
    from entrepairs.matching.weights import Weights as Kernel

    before = Kernel(**weights.values)
    after = calibration.update_weights(
        before, _components_of(answers), np.array([answer.what for answer in answers], np.int64)
    )
    return None if after == before else asdict(after)


def _components_of(answers: Sequence[Outcome]) -> "Components":
    import numpy as np

    from entrepairs.matching.score import Components

    names = ("shared", "to_a", "to_b", "road", "times", "near", "same_facility")
    return Components(
        *(np.array([getattr(answer, name) for answer in answers], np.float64) for name in names)
    )


def _apply_suggestion(weights: Weights, values: dict[str, float] | None, up_to: int) -> None:
    """Change them, or keep the suggestion for a coordinator, as the organisation chose. No answer
    teaches twice."""
    if weights.learning == Weights.Learning.CHANGE and values is not None:
        Weights.objects.filter(pk=weights.pk).update(
            **values, suggested=None, learnt_up_to=up_to, changed_by=None, changed_at=timezone.now()
        )
        how = WeightsChange.How.LEARNT
        WeightsChange.objects.bulk_create(
            [WeightsChange(organisation=weights.organisation, how=how, by=None, values=values)]
        )
    elif weights.learning == Weights.Learning.SUGGEST:
        Weights.objects.filter(pk=weights.pk).update(suggested=values and values | {"up_to": up_to})


def calibration_bins(answers: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Scores against answers. The score is no chance: what is compared is whether it rises with the
    answers."""
    import numpy as np

    from entrepairs.matching.calibration import calibrate_bins

    scores = np.array([answer.score for answer in answers], np.float64)
    yes = np.array([answer.what > Outcome.What.NO for answer in answers], bool)
    return [asdict(found) for found in calibrate_bins(scores, yes)] if answers else []


def waits_of_organisation(weights: Weights) -> list[dict[str, Any]]:
    """Of the organisation's people who wished to meet someone in the last year."""
    from entrepairs.suggestions.waiting_times import Wait, waits_by_group

    current = Affiliation.objects.current()
    here = current.filter(organisation=weights.organisation).values("person")
    yes = Invitation.objects.filter(
        Q(by=OuterRef("person")) | Q(to=OuterRef("person")), accepted_at__gte=OuterRef("made_at")
    )
    first = (
        yes.order_by().values("pk").annotate(at=Min("accepted_at")).order_by("at").values("at")[:1]
    )
    now = timezone.now()
    wishes = Wish.objects.filter(person__in=here, made_at__gt=now - YEAR).annotate(
        met=Subquery(first)
    )
    return waits_by_group(
        {  # of several wishes, the latest
            wish.person_id: Wait(
                ((wish.met or wish.closed_at or now) - wish.made_at).days, wish.met is not None
            )
            for wish in wishes.order_by("made_at")
        }
    )
