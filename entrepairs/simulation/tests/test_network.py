"""The sample network: the same for the same seed, all or nothing, enough for every page."""

from datetime import UTC, datetime
from typing import Any

import pytest

from entrepairs import simulation
from entrepairs.calls.models import Submission
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.courses.models import Course
from entrepairs.events.models import Event, Material, Session, Talk
from entrepairs.library.models import Resource
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.models import Circle, Facet, Membership, Organisation, Person
from entrepairs.recordings.models import Consent
from entrepairs.search.models import Entry
from entrepairs.simulation.tests.building import UNTIL, empty_database, remove_everybody


@pytest.fixture
def empty(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No six people of the tests: the sample network brings its own."""
    empty_database(monkeypatch)


def picture() -> list[Any]:
    """Everything that a page could show, without numbers of rows."""
    with hats.system("test"):
        return [
            list(
                Person.objects.order_by("key").values_list("key", "name", "audience", "created_at")
            ),
            list(
                Facet.objects.order_by("person__key", "kind", "concept__key").values_list(
                    "person__key", "kind", "concept__key", "audience", "slots"
                )
            ),
            [(m.body, m.sent_at) for m in Message.objects.order_by("circle__key", "id")],
            list(Meeting.objects.order_by("key").values_list("key", "starts_at", "held")),
            list(
                Contribution.objects.order_by(
                    "meeting__key", "giver__key", "kind__key"
                ).values_list("minutes", "confirmed_at")
            ),
            list(Invitation.objects.order_by("key").values_list("key", "accepted_at")),
            list(
                Talk.objects.order_by("key").values_list(
                    "key", "title_fr", "title_en", "session__key", "event__key"
                )
            ),
            list(
                Material.objects.order_by("resource__key").values_list(
                    "resource__key", "resource__title_en"
                )
            ),
        ]


@pytest.mark.nightly
def test_the_same_seed_gives_the_same_network_and_another_seed_another(empty: None) -> None:
    pictures = []
    for seed in (7, 7, 8):
        simulation.build(people=40, months=3, seed=seed, until=UNTIL)
        pictures.append(picture())
        remove_everybody()
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


def test_it_has_what_the_pages_of_the_six_need(empty: None) -> None:
    built = simulation.build(people=80, months=6, seed=1, until=UNTIL)
    assert built.people == 80
    with hats.system("test"):
        assert Organisation.objects.count() == 4
        amel, bruno = (
            Person.objects.get(account__username="amel"),
            Person.objects.get(account__username="bruno"),
        )
        pair = Circle.objects.get(kind="pair", memberships__person=amel)
        assert {m.person_id for m in Membership.objects.filter(circle=pair)} == {amel.pk, bruno.pk}
        assert Message.objects.filter(circle=pair).count() > 10
        assert Contribution.objects.filter(circle=pair, confirmed_at__isnull=False).exists()
        assert Invitation.objects.filter(to=amel, accepted_at__isnull=True).exists()
        assert Wish.objects.filter(person=amel, closed_at__isnull=True).exists()
        assert set(Message.objects.values_list("author__language", flat=True)) == {"fr", "en"}


@pytest.mark.parametrize(("hour", "day"), [(7, 21), (8, 22), (23, 22)])
def test_it_ends_on_the_last_morning_that_has_been(hour: int, day: int) -> None:
    now = datetime(2026, 11, 22, hour, 30, tzinfo=UTC)
    assert simulation.last_morning(now) == datetime(2026, 11, day, 8, tzinfo=UTC)


def test_it_is_never_built_beside_real_people(network: Any) -> None:
    with pytest.raises(simulation.AlreadyBuilt):
        simulation.build(people=10, months=1, seed=1, until=UNTIL)


def test_what_breaks_half_way_leaves_nothing(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from entrepairs.simulation import six

    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(six, "build_six", broken)
    with pytest.raises(RuntimeError):
        simulation.build(people=20, months=2, seed=1, until=UNTIL)
    with hats.system("test"):
        assert not Person.objects.exists()


def test_the_smallest_network_is_the_six(empty: None) -> None:
    assert simulation.build(people=6, months=1, seed=1, until=UNTIL).people == 6


def test_all_that_the_search_finds_in_it_is_where_it_says(empty: None) -> None:
    simulation.build(people=6, months=1, seed=1, until=UNTIL)
    with hats.system("test"):
        known = {
            row.path for model in (Event, Session, Talk, Resource) for row in model.objects.all()
        }
        found = set(Entry.objects.exclude(kind="segment").values_list("path", flat=True))
    assert found
    assert found <= known


def test_it_has_both_expeerts_events_a_study_day_announced_and_one_in_preparation(
    empty: None,
) -> None:
    simulation.build(people=6, months=1, seed=1, until=UNTIL)
    with hats.person(None):
        courses = Course.objects.values("event")
        assert len(courses) == 3
        [*past, announced] = Event.objects.exclude(pk__in=courses).order_by("starts_on")
        assert [event.starts_on.year for event in past] == [2019, 2021]
        # its name in French
        assert {event.series.title_fr for event in past if event.series} == {"EXPAIRs"}
        sessions = Session.objects.exclude(event__in=courses)
        assert (sessions.count(), Talk.objects.count(), Resource.objects.count()) == (
            3,
            6,
            11,
        )
        assert announced.call.closes_at > UNTIL
        assert not Submission.objects.exists()
    with hats.system("test"):
        draft = Event.objects.get(state="draft")
        claire = Person.objects.get(account__username="claire")
        assert [m.person_id for m in draft.circle.memberships.all()] == [claire.pk]
        assert draft.sessions.count() == 4


def test_amel_and_bruno_are_heard_and_amel_has_still_to_say_whether_it_may_be_copied(
    empty: None,
) -> None:
    simulation.build(people=6, months=1, seed=1, until=UNTIL)
    with hats.person(None):
        heard = Resource.objects.get(kind="recording", series__slug="entre-pairs")
        assert (heard.yes_feed, heard.yes_harvest) == (True, False)
        assert heard.files.get().duration == 22
    with hats.person(amel()):
        assert Consent.objects.get(state="asked").channel == "harvest"


def amel() -> int:
    with hats.system("test"):
        return Person.objects.get(account__username="amel").pk
