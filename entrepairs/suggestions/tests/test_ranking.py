"""Who is shown as a possible peer, in which order, and why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.pairs.queries.possible import page_of_possible
from entrepairs.pairs.tests.conftest import Make, Tell
from entrepairs.people.models import (
    Facet,
    Person,
)
from entrepairs.suggestions import refresh
from entrepairs.suggestions.models import FinderRow, TermPosition
from entrepairs.suggestions.tests.found import found_by, names, why
from entrepairs.vocabulary.models import Place


def test_someone_who_lived_through_the_same_comes_before_someone_who_did_not(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer", audience=0)
    someone("Other", experience=["street"])
    someone("Same", experience=["cancer"])
    assert names(farid)[0] == "Same"
    assert why(farid, "Same") == ["You have both been through: cancer"]


def test_a_rarer_experience_counts_more(farid: Person, someone: Make, tell: Tell) -> None:
    for key in ("diabetes", "rare_disease"):
        tell(farid, "experience", key)
    for number in range(30):
        someone(f"Common {number:02}", experience=["diabetes"])
    someone("Rare", experience=["rare_disease"])
    assert names(farid)[0] == "Rare"


def test_a_word_under_the_same_heading_counts_less_than_the_same_word(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    someone("Near", experience=["diabetes"])
    someone("Same", experience=["cancer"])
    assert names(farid) == ["Same", "Near"]
    assert why(farid, "Near") == ["Near has been through something close: diabetes"]


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
        "Both can bring what you are looking for: a walk",
        "Both is looking for what you can bring: someone who listens",
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
    assert names(farid) == ["Also"]  # who is never free at the same time is no possible peer
    assert "You are both free: Tuesday evening" in why(farid, "Also")


def test_a_limit_on_times_holds_for_who_told_no_times(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "limit", "no_evenings")
    for name, slots in (("Evenings", 0b100_100), ("Any", 0b111)):
        tell(someone(name, experience=["cancer"]), "availability", slots=slots)
    assert names(farid) == ["Any"]


def test_a_no_said_on_the_last_day_holds_for_six_months(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    other, now = someone("Other", experience=["cancer"]), timezone.now()
    with hats.system("test"):
        made = {"made_at": now - timedelta(days=191), "expires_at": now - timedelta(days=170)}
        before = Invitation.objects.create(by=farid, to=other, **made)
    assert names(farid) == []
    with hats.system("test"):
        Invitation.objects.filter(pk=before.pk).update(
            made_at=now - timedelta(days=210), expires_at=now - timedelta(days=189)
        )
    assert names(farid) == ["Other"]


def test_someone_within_reach_comes_before_someone_who_is_not(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    with hats.system("test"):
        rennes, cesson, marseille = (
            Place.objects.get(name=n, country="FR")
            for n in ("Rennes", "Cesson-Sévigné", "Marseille")
        )
    tell(farid, "place", place=rennes, radius_km=10)
    for name, place in (("Far", marseille), ("Near", cesson)):
        tell(someone(name, experience=["cancer"]), "place", place=place, radius_km=10)
    tell(someone("Anywhere", experience=["cancer"]), "place")
    assert names(farid) == ["Near", "Far", "Anywhere"]  # one may also talk from afar
    assert why(farid, "Near")[-1] == "Near you"
    assert why(farid, "Anywhere")[-1] == "Can meet anywhere, or remotely"


def test_those_i_know_asked_or_put_off_are_not_suggested_again(
    farid: Person,
    wish: Callable[..., Wish],
    someone: Make,
    tell: Tell,
    invite: Callable[..., Invitation],
    accept: Callable[..., Any],
) -> None:
    wish(farid, room_for=9)
    tell(farid, "experience", "cancer")
    asked = {
        name: someone(name, experience=["cancer"])
        for name in ("Pending requests", "Asking", "Put off", "Peer", "Past contacts", "New")
    }
    invite(farid, asked["Pending requests"])
    invite(asked["Asking"], farid)
    put_off = invite(asked["Put off"], farid)
    with hats.person(farid.pk):
        invitations.refuse_invitation(invitation=put_off, once=uuid4(), by=farid)
    accept(farid, invite(asked["Peer"], farid))
    ended = accept(farid, invite(asked["Past contacts"], farid))
    with hats.person(farid.pk):
        from entrepairs.pairs.actions.pausing_and_ending import end_pair

        end_pair(circle=ended, once=uuid4(), by=farid)
    assert names(farid) == ["New"]
    with hats.system("test"):
        long_ago = timezone.now() - timedelta(days=210)
        Invitation.objects.update(made_at=long_ago, expires_at=long_ago + invitations.STANDS)
    assert "Pending requests" in names(farid)


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
    assert [page.has_next() for page in pages] == [True, True, False]
    assert len({one.person.pk for page in pages for one in page.people}) == 24


def test_the_page_makes_as_many_queries_for_one_as_for_thirty(
    farid: Person, someone: Make, tell: Tell, queries: Callable[[], Any]
) -> None:
    tell(farid, "experience", "cancer")
    someone("First", experience=["cancer"])
    counts = []
    refresh.refresh_index()
    with hats.person(farid.pk):
        page_of_possible(farid.pk)  # where words stand is asked once in a few minutes
    for more in (0, 29):
        for number in range(more):
            someone(f"Someone {number:02}", experience=["cancer"])
        with hats.person(farid.pk), queries() as made:
            page_of_possible(farid.pk)
        counts.append(len(made))
    assert counts[0] == counts[1] == 4


def test_a_weight_tells_of_nobody(someone: Make) -> None:
    """Below eleven people all words weigh the same; the person hat reads weights, not counts."""
    someone("One", experience=["cancer"])
    for number in range(3):
        someone(f"Someone {number}", experience=["street"])
    refresh.refresh_index()
    with hats.system("test"):
        weights = set(
            TermPosition.objects.filter(kind="experience").values_list("weight", flat=True)
        )
    assert len(weights) == 1


def test_what_may_be_found_follows_what_is_told_at_once(
    farid: Person, someone: Make, tell: Tell
) -> None:
    person = someone("Changes", experience=["cancer"])

    def lines() -> list[int]:
        with hats.system("test"):
            return [row.lived.count("1") for row in FinderRow.objects.filter(person=person)]

    assert lines() == [2]  # the word and its heading
    tell(person, "experience", "street", audience=3)
    assert lines() == [2]  # in no organisation: what is told there is found nowhere
    with hats.system("test"):
        Facet.objects.filter(person=person, concept__key="cancer").update(audience=2)
    assert lines() == [0]
    with hats.system("test"):
        Wish.objects.filter(person=person).update(closed_at=timezone.now())
    assert lines() == []
    refresh.refresh_index()
    assert lines() == []


def test_reasons_are_in_the_language_of_the_reader(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    someone("Same", experience=["cancer"])
    with translation.override("fr"):
        assert why(farid, "Same") == ["Vous avez en commun\u00a0: un cancer"]
