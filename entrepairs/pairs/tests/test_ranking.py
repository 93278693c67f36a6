"""Who is shown as a possible peer, in which order, and why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone, translation

from entrepairs.base import hats
from entrepairs.pairs.actions import finding, proposals
from entrepairs.pairs.models import Findable, Proposal, Rarity, Wish
from entrepairs.pairs.queries.possible import Page, Possible, possible
from entrepairs.people.models import Affiliation, Block, Facet, Membership, Person
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept, Place

Tell = Callable[..., Facet]
Make = Callable[..., Person]


@pytest.fixture
def someone(network: Any) -> Make:
    """A new person whose wish stands, with what they told the network: `someone("Nadia", experience=["street"])`."""

    def make(name: str, *, audience: int = 4, wish: bool = True, **told: list[str]) -> Person:
        schemes = {"experience": "experience", "language": "language", "limit": "limit"}
        with hats.system("test"):
            person = Person.objects.create(name=name, audience=0)
            for kind, keys in told.items():
                for key in keys:
                    concept = vocabulary.concept_by_key(schemes.get(kind, "support"), key)
                    Facet.objects.create(person=person, kind=kind, concept_id=concept.id, audience=audience)
            if wish:
                Wish.objects.create(person=person)
        return person

    return make


def found_by(person: Person, number: int = 1) -> Page:
    finding.refresh()
    with hats.person(person.pk, read_only=False):
        return possible(person.pk, number)


def names(person: Person) -> list[str]:
    return [one.person.name for one in found_by(person).people]


def why(person: Person, other: str) -> list[str]:
    one: Possible = next(one for one in found_by(person).people if one.person.name == other)
    return [reason.text for reason in one.reasons]


def test_someone_who_lived_through_the_same_comes_before_someone_who_did_not(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer", audience=0)
    someone("Other", experience=["street"])
    someone("Same", experience=["cancer"])
    assert names(farid)[0] == "Same"
    assert why(farid, "Same") == ["You both lived through: cancer."]


def test_a_rarer_experience_counts_more(farid: Person, someone: Make, tell: Tell) -> None:
    for key in ("cancer", "rare_disease"):
        tell(farid, "experience", key)
    for number in range(30):
        someone(f"Common {number:02}", experience=["cancer"])
    someone("Rare", experience=["rare_disease"])
    assert names(farid)[0] == "Rare"


def test_a_word_under_the_same_heading_counts_less_than_the_same_word(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    someone("Near", experience=["diabetes"])
    someone("Same", experience=["cancer"])
    assert names(farid) == ["Same", "Near"]
    assert why(farid, "Near") == ["Close to what you lived through: diabetes."]


def test_what_each_can_bring_the_other_counts_more_than_twice_on_one_side(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "need", "walk")
    tell(farid, "need", "coffee")
    tell(farid, "offer", "listening")
    someone("Gives", offer=["walk", "coffee"])
    someone("Both", offer=["walk"], need=["listening"])
    assert names(farid)[:2] == ["Both", "Gives"]
    assert why(farid, "Both") == [
        "What you look for, Both can bring: a walk.",
        "What Both looks for, you can bring: someone who listens.",
    ]


def test_two_who_told_languages_and_share_none_are_not_shown_to_each_other(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "language", "fr")
    someone("Speaks Arabic", experience=["cancer"], language=["ar"])
    someone("Speaks both", experience=["cancer"], language=["ar", "fr"])
    someone("Did not say", experience=["cancer"])
    assert set(names(farid)) == {"Speaks both", "Did not say"}


def test_a_common_time_counts_and_is_told(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "availability", slots=0b100_000)  # Tuesday evening
    never, also = someone("Never", experience=["cancer"]), someone("Also", experience=["cancer"])
    tell(never, "availability", slots=0b001)
    tell(also, "availability", slots=0b100_001)
    assert names(farid) == ["Also", "Never"]
    assert "This suits you both: Tuesday evening." in why(farid, "Also")


def test_someone_within_reach_comes_before_someone_who_is_not(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    with hats.system("test"):
        rennes, cesson, marseille = (
            Place.objects.get(name=n, country="FR") for n in ("Rennes", "Cesson-Sévigné", "Marseille")
        )
    tell(farid, "place", place=rennes, radius_km=10)
    for name, place in (("Far", marseille), ("Near", cesson)):
        tell(someone(name, experience=["cancer"]), "place", place=place, radius_km=10)
    tell(someone("Anywhere", experience=["cancer"]), "place")
    assert names(farid) == ["Near", "Anywhere", "Far"]
    assert why(farid, "Near")[-1] == "5 km away."
    assert why(farid, "Anywhere")[-1] == "Meets anywhere, or from afar."


def test_far_away_and_only_in_person_is_not_possible(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    for limit in ("no_phone", "no_video", "only_phone"):
        tell(farid, "limit", limit)
    with hats.system("test"):
        rennes, far = Place.objects.get(name="Rennes", country="FR"), Place.objects.get(name="Marseille", country="FR")
    tell(farid, "place", place=rennes, radius_km=10)
    tell(someone("Far", experience=["cancer"]), "place", place=far, radius_km=10)
    someone("Who knows", experience=["cancer"])
    assert names(farid) == ["Who knows"]


@pytest.mark.parametrize("audience", [0, 4])
def test_limits_that_clash_keep_two_people_apart_whoever_may_see_them(
    farid: Person, someone: Make, tell: Tell, audience: int
) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "limit", "no_animal", audience=audience)
    tell(someone("With a dog", experience=["cancer"]), "limit", "with_animal", audience=audience)
    someone("Without", experience=["cancer"])
    assert names(farid) == ["Without"]


def test_what_one_does_not_want_to_speak_of_is_never_the_reason(farid: Person, someone: Make, tell: Tell) -> None:
    for key in ("suicide_attempt", "cancer"):
        tell(farid, "experience", key)
    silent = someone("Silent", experience=["suicide_attempt", "cancer"])
    tell(silent, "limit", "no_suicide", audience=0)
    assert why(farid, "Silent") == ["You both lived through: cancer."]
    someone("Only that", experience=["suicide_attempt"])
    tell(farid, "limit", "no_suicide", audience=0)
    assert why(farid, "Only that") == []


def test_nobody_from_my_associations_when_i_do_not_want_to(
    david: Person, network: Any, someone: Make, tell: Tell
) -> None:
    tell(david, "experience", "cancer")
    mate = someone("Mate", experience=["cancer"])
    with hats.system("test"):
        Affiliation.objects.create(person=mate, organisation=network.escale)
    assert names(david) == ["Mate"]
    tell(david, "limit", "other_organisation")
    assert names(david) == []


def test_nobody_paid_for_it_when_i_do_not_want_to(farid: Person, network: Any, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "limit", "not_paid", audience=0)
    paid = someone("Paid", experience=["cancer"])
    with hats.system("test"):
        Membership.objects.create(
            circle=network.group, person=paid, statute=Concept.objects.get(scheme="statute", key="employee")
        )
    assert names(farid) == []


def test_those_i_know_asked_or_put_off_are_not_proposed_again(
    farid: Person, wish: Callable[..., Wish], someone: Make, tell: Tell, propose: Callable[..., Proposal],
    accept: Callable[..., Any],
) -> None:  # fmt: skip
    wish(farid, room_for=9)
    tell(farid, "experience", "cancer")
    people = {
        name: someone(name, experience=["cancer"]) for name in ("Asked", "Asking", "Put off", "Peer", "Ended", "New")
    }
    propose(farid, people["Asked"])
    propose(people["Asking"], farid)
    put_off = propose(people["Put off"], farid)
    with hats.person(farid.pk):
        proposals.not_now(proposal=put_off, once=uuid4(), by=farid)
    accept(farid, propose(people["Peer"], farid))
    ended = accept(farid, propose(people["Ended"], farid))
    with hats.person(farid.pk):
        from entrepairs.pairs.actions.circles import end

        end(circle=ended, once=uuid4(), by=farid)
    assert names(farid) == ["New"]
    with hats.system("test"):
        long_ago = timezone.now() - timedelta(days=200)
        Proposal.objects.update(made_at=long_ago, expires_at=long_ago + proposals.STANDS)
    assert "Asked" in names(farid)


def test_across_a_block_and_during_a_pause_nobody_is_shown(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    people = {name: someone(name, experience=["cancer"]) for name in ("Blocks me", "I block", "Paused", "There")}
    finding.refresh()
    with hats.system("test"):
        Block.objects.create(person=people["Blocks me"], blocked=farid)
        Block.objects.create(person=farid, blocked=people["I block"])
        Person.objects.filter(pk=people["Paused"].pk).update(paused_at=timezone.now())
    with hats.person(farid.pk):
        assert [one.person.name for one in possible(farid.pk).people] == ["There"]


@pytest.mark.parametrize("audience", [0, 1, 2, 3])
def test_what_someone_hides_from_me_changes_no_rank_and_gives_no_reason(
    farid: Person, network: Any, someone: Make, tell: Tell, audience: int
) -> None:
    """Whatever Hidden keeps to fewer people than the network, Farid sees the same list in the same order."""
    tell(farid, "experience", "cancer")
    tell(farid, "need", "walk")
    tell(farid, "offer", "listening")
    tell(farid, "availability", slots=0b100_000)
    hidden = someone("Hidden", experience=["diabetes"])
    with hats.system("test"):
        Affiliation.objects.create(person=hidden, organisation=network.escale)
    someone("Another", experience=["cancer"])
    someone("Third", offer=["coffee"])

    def seen() -> list[tuple[str, list[str]]]:
        return [(one.person.name, [r.text for r in one.reasons]) for one in found_by(farid).people]

    before = seen()
    tell(hidden, "experience", "cancer", audience=audience)
    tell(hidden, "offer", "walk", audience=audience)
    tell(hidden, "need", "listening", audience=audience)
    tell(hidden, "availability", slots=0b100_000, audience=audience)
    assert seen() == before


def test_what_is_hidden_a_moment_ago_is_hidden_before_any_job_has_run(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    someone("Another", experience=["cancer"])
    person = someone("Regrets", experience=["cancer", "street"])
    finding.refresh()
    with hats.system("test"):
        Facet.objects.filter(person=person, concept__key="cancer").update(audience=0)
    with hats.person(farid.pk):
        shown = {one.person.name: one.reasons for one in possible(farid.pk).people}
    assert shown["Regrets"] == []


def test_a_wish_of_my_organisation_is_found_by_its_people_only(
    david: Person, farid: Person, network: Any, someone: Make, tell: Tell
) -> None:
    for person in (david, farid):
        tell(person, "experience", "cancer")
    mate = someone("Mate", experience=["cancer"], audience=3)
    with hats.system("test"):
        Affiliation.objects.create(person=mate, organisation=network.escale)
        Wish.objects.filter(person=mate).update(audience=3)
    assert names(david) == ["Mate"]
    assert names(farid) == []


def test_nothing_told_gives_nobody_and_says_so(farid: Person, someone: Make) -> None:
    someone("There", experience=["cancer"])
    page = found_by(farid)
    assert (page.people, page.told) == ([], False)


def test_ten_at_a_time_and_nobody_twice(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    for number in range(24):
        someone(f"Someone {number:02}", experience=["cancer"])
    pages = [found_by(farid, number) for number in (1, 2, 3)]
    assert [len(page.people) for page in pages] == [10, 10, 4]
    assert [page.has_next for page in pages] == [True, True, False]
    assert len({one.person.pk for page in pages for one in page.people}) == 24


def test_the_page_makes_as_many_queries_for_one_as_for_thirty(
    farid: Person, someone: Make, tell: Tell, queries: Callable[[], Any]
) -> None:
    tell(farid, "experience", "cancer")
    someone("First", experience=["cancer"])
    counts = []
    for more in (0, 29):
        for number in range(more):
            someone(f"Someone {number:02}", experience=["cancer"])
        finding.refresh()
        with hats.person(farid.pk), queries() as made:
            possible(farid.pk)
        counts.append(len(made))
    assert counts[0] == counts[1] == 4


def test_a_weight_tells_of_nobody(someone: Make) -> None:
    """Below eleven people all words weigh the same, and the person hat reads weights, not counts."""
    someone("One", experience=["cancer"])
    for number in range(3):
        someone(f"Someone {number}", experience=["street"])
    finding.refresh()
    with hats.system("test"):
        weights = set(Rarity.objects.values_list("weight", flat=True))
    assert len(weights) == 1


def test_a_job_aligns_what_may_be_found(farid: Person, someone: Make) -> None:
    person = someone("Changes", experience=["cancer"])
    finding.refresh()
    with hats.system("test"):
        assert Findable.objects.filter(person=person).count() == 3  # the wish, the word, its heading
        Wish.objects.filter(person=person).update(closed_at=timezone.now())
        assert not Findable.objects.filter(person=farid).exists()
    finding.refresh()
    with hats.system("test"):
        assert not Findable.objects.filter(person=person).exists()


def test_reasons_are_in_the_language_of_the_reader(farid: Person, someone: Make, tell: Tell) -> None:
    tell(farid, "experience", "cancer")
    someone("Same", experience=["cancer"])
    with translation.override("fr"):
        assert why(farid, "Same") == ["Vous partagez\u00a0: un cancer."]


def test_the_ranking_reads_no_table_whole(farid: Person, someone: Make, tell: Tell) -> None:
    """However many people there are: of the search table, only a few lines for each word are read."""
    tell(farid, "experience", "cancer")
    with hats.system("test"):
        people = Person.objects.bulk_create(Person(name=f"P{n}", audience=0) for n in range(600))
        Wish.objects.bulk_create(Wish(person=person) for person in people)
        cancer = vocabulary.concept_by_key("experience", "cancer").id
        Facet.objects.bulk_create(Facet(person=p, kind="experience", concept_id=cancer, audience=4) for p in people)
    finding.refresh()
    with hats.person(farid.pk), connection.cursor() as cursor:
        cursor.execute(
            "select pg_stat_get_xact_tuples_fetched('pairs_findable'::regclass), pg_stat_get_xact_tuples_returned('people_facet'::regclass)"
        )
        before = cursor.fetchone()
        assert len(possible(farid.pk).people) == 10
        cursor.execute(
            "select pg_stat_get_xact_tuples_fetched('pairs_findable'::regclass), pg_stat_get_xact_tuples_returned('people_facet'::regclass)"
        )
        after = cursor.fetchone()
    assert before is not None
    assert after is not None
    assert after[0] - before[0] < 300
    assert after[1] - before[1] < 500
