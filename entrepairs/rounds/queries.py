"""Queries of the pages about rounds, and the hints of one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from entrepairs.ledger.models import Audience
from entrepairs.pairs.queries.possible import REASONED
from entrepairs.people import queries as people
from entrepairs.people.models import Circle, Membership, Organisation
from entrepairs.rounds import sentences
from entrepairs.rounds.models import Hint, Round, Suggestion
from entrepairs.rounds.reasons import reasons_between
from entrepairs.suggestions.reasons import Reason
from entrepairs.vocabulary import queries as vocabulary

LINES = 20


def rounds_seen() -> QuerySet[Round]:
    """The rounds of what one coordinates, the latest first."""
    return Round.objects.select_related("organisation", "circle").order_by("-opened_at", "-pk")


def designated_memberships() -> QuerySet[Membership]:
    """Those whose role in a circle is to be met as a peer."""
    roles = [term.id for term in vocabulary.concepts("role") if term.data.get("met_as_peer")]
    return Membership.objects.current().filter(role__in=roles)


def teams_with_peers(organisation: Organisation) -> list[Circle]:
    """The circles of an organisation which have designated peer workers."""
    standing = Circle.objects.filter(organisation=organisation, ended_at__isnull=True).exclude(
        kind=Circle.Kind.PAIR
    )
    return list(
        standing.filter(Exists(designated_memberships().filter(circle=OuterRef("pk")))).order_by(
            "name", "pk"
        )
    )


@dataclass(frozen=True, slots=True)
class Line:
    """Two people whom a round would invite, and why, as far as the reader may know."""

    suggestion: Suggestion
    reasons: list[Reason]


def suggestions_of(round: Round) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(round=round).select_related("one", "other").order_by("pk")


def lines_with_reasons(found: Sequence[Suggestion]) -> list[Line]:
    """With their reasons: what both told at least the organisation, as one sees it oneself. Two
    queries."""
    told = (
        people.facets_of(
            {who for one in found for who in (one.one_id, one.other_id)}, kinds=REASONED
        )
        if found
        else {}
    )
    told = {
        who: [f for f in facets if f.audience >= Audience.ORGANISATIONS]
        for who, facets in told.items()
    }
    limits = limits_suggested(found)
    return [
        Line(
            one,
            reasons_between(
                one.one.name,
                one.other.name,
                told.get(one.one_id, []),
                told.get(one.other_id, []),
                *limits.get(one.pk, ((), ())),
            ),
        )
        for one in found
    ]


def limits_suggested(found: Sequence[Suggestion]) -> dict[int, tuple[Iterable[str], Iterable[str]]]:
    """Which experiences and times are not the reason given, for each suggestion."""
    if not found:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from limits_suggested(%s)", [[one.pk for one in found]])
        return {pk: (unspoken, times) for pk, unspoken, times in cursor.fetchall()}


def suggestions_kept(round: Round) -> QuerySet[Suggestion]:
    """What would be released."""
    return Suggestion.objects.filter(round=round, set_aside_at__isnull=True)


def hints_of(me: int) -> list[tuple[Hint, str]]:
    """What would have helped me in the last rounds in which there was nobody for me, and how to say
    it."""
    mine = (
        Hint.objects.filter(person=me).select_related("organisation").order_by("organisation__name")
    )
    return [(one, sentences.say_hint(one)) for one in mine]
