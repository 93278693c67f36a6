"""The pages of a pair: who opens them, what they say, what a form answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.pairs.actions import pausing_and_ending as circles
from entrepairs.pairs.models import Agreement, Invitation, Wish
from entrepairs.pairs.tests.counting import of_the_page
from entrepairs.people.actions import blocks as people
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.suggestions import refresh
from entrepairs.tests.posting import As, once, text

TABS = ["", "meetings/", "journal/", "agreement/", "mirror/", "leave/", "end/"]
MOST = 10


@pytest.mark.parametrize("tab", TABS)
def test_both_of_a_pair_open_its_pages_and_nobody_else(
    network: Any, as_person: As, tab: str
) -> None:
    address = network.pair.path + tab
    for name, person in network.people.items():
        assert as_person(person).get(address).status_code == (
            200 if name in {"Amel", "Bruno"} else 404
        ), name


@pytest.mark.parametrize("tab", TABS)
def test_a_group_has_no_page_here(network: Any, as_person: As, amel: Person, tab: str) -> None:
    assert as_person(amel).get(f"/pairs/{network.group.key}/{tab}").status_code == 404


@pytest.mark.parametrize(
    "press", ["pause", "resume", "end", "agreement/accept", "agreement/set-aside"]
)
def test_the_buttons_of_a_pair_are_for_the_two(
    network: Any, as_person: As, claire: Person, press: str
) -> None:
    assert as_person(claire).post(f"{network.pair.path}{press}/", once()).status_code == 404


@pytest.mark.parametrize("tab", ["", "meetings/", "journal/", "agreement/", "mirror/", "leave/"])
def test_after_the_end_both_still_read_and_nothing_can_be_planned(
    network: Any, as_person: As, amel: Person, bruno: Person, tab: str
) -> None:
    with hats.person(amel.pk):
        circles.end_pair(circle=network.pair, once=uuid4(), by=amel)
    for person in (amel, bruno):
        page = as_person(person).get(network.pair.path + tab)
        assert page.status_code == 200
        assert "You are no longer in contact here" in text(page)
        assert "Plan a meeting" not in text(page)


def test_across_a_block_the_pages_stay_readable_and_say_nothing_of_it(
    network: Any, as_person: As, amel: Person, bruno: Person
) -> None:
    with hats.person(amel.pk):
        people.block_person(by=amel, person=bruno, once=uuid4())
    page = as_person(bruno).get(network.pair.path)
    assert page.status_code == 200
    assert "block" not in text(page).lower().replace("block bruno", "").replace("blocktrans", "")


def test_an_agreement_is_proposed_read_and_accepted(
    network: Any, as_person: As, amel: Person, bruno: Person
) -> None:
    first, other, address = as_person(amel), as_person(bruno), f"{network.pair.path}agreement/"
    assert "We meet about once a week" in text(first.get(address))
    first.post(address, {"words": "Every Tuesday"} | once())
    assert "Bruno has not accepted your text yet" in text(first.get(address))
    page = text(other.get(address))
    assert "Every Tuesday" in page
    with hats.person(bruno.pk):
        words = Agreement.objects.get().pk
    other.post(f"{address}accept/", {"words": words} | once())
    for client in (first, other):
        assert "You both accepted it" in text(client.get(address))
        assert "Every Tuesday" in text(client.get(network.pair.path))


def test_a_yes_is_to_the_words_that_were_read(
    network: Any, as_person: As, amel: Person, bruno: Person
) -> None:
    address = f"{network.pair.path}agreement/"
    as_person(amel).post(address, {"words": "Every Tuesday"} | once())
    with hats.person(bruno.pk):
        read = Agreement.objects.get().pk
    as_person(amel).post(address, {"words": "Every day"} | once())
    as_person(bruno).post(f"{address}accept/", {"words": read} | once())
    with hats.person(bruno.pk):
        assert not Agreement.objects.filter(accepted_at__isnull=False).exists()


@pytest.mark.parametrize("words", ["", "   ", "x" * 3001])
def test_an_agreement_of_nothing_or_too_much_comes_back(
    network: Any, as_person: As, amel: Person, words: str
) -> None:
    assert (
        as_person(amel)
        .post(f"{network.pair.path}agreement/", {"words": words} | once())
        .status_code
        == 422
    )


def test_a_pause_is_one_press_and_so_is_its_end(
    network: Any, as_person: As, amel: Person, bruno: Person
) -> None:
    client = as_person(amel)
    client.post(f"{network.pair.path}pause/", once())
    assert "You paused contact. It starts again when neither of you needs a pause." in text(
        client.get(network.pair.path)
    )
    page = text(as_person(bruno).get(network.pair.path))
    assert "Contact is paused. It starts again when neither of you needs a pause." in page
    assert "Amel paused" not in page
    client.post(f"{network.pair.path}resume/", once())
    assert "paused" not in text(client.get(network.pair.path))


def test_ending_asks_first_and_says_what_it_does(network: Any, as_person: As, amel: Person) -> None:
    client = as_person(amel)
    page = text(client.get(f"{network.pair.path}end/"))
    assert "No reason is asked" in page
    with hats.person(amel.pk):
        assert Circle.objects.get(pk=network.pair.pk).ended_at is None
    client.post(f"{network.pair.path}end/", once())
    assert "You are no longer in contact here" in text(client.get(network.pair.path))


def test_my_mirror_is_mine_for_three_months_and_a_year(
    network: Any, as_person: As, amel: Person
) -> None:
    client = as_person(amel)
    for period in ("quarter", "year", "", "for-ever"):
        page = client.get(f"/mirror/?period={period}")
        assert page.status_code == 200
        assert "How we calculate this" in text(page)
    assert client.get(f"/mirror/?person={network.people['Bruno'].key}").status_code == 200


def more_of_everything(network: Any, amel: Person, bruno: Person) -> None:
    now = timezone.now()
    with hats.system("test"):
        people = Person.objects.bulk_create(Person(name=f"Peer {n}", audience=4) for n in range(29))
        circles = Circle.objects.bulk_create(Circle(kind="pair") for _ in people)
        long_ago = now - timedelta(days=300)
        for person, circle in zip(people, circles, strict=True):
            for member in (person, amel):
                Membership.objects.create(circle=circle, person=member, since=long_ago)
            Message.objects.create(
                circle=circle,
                author=person,
                body="hello",
                once=uuid4(),
                sent_at=now - timedelta(days=1),
            )
            Invitation.objects.create(
                by=person, to=amel, words="hello", expires_at=now + timedelta(days=9)
            )
            Invitation.objects.create(
                by=amel, to=person, words="hello", expires_at=now + timedelta(days=9)
            )
            Agreement.objects.create(
                circle=network.pair,
                words="words",
                proposed_by=amel,
                accepted_by=bruno,
                accepted_at=now,
            )
            Message.objects.create(
                circle=network.pair,
                author=bruno,
                body="hello",
                once=uuid4(),
                sent_at=now - timedelta(days=1),
            )


def test_every_page_makes_at_most_ten_queries_at_one_row_and_at_thirty(
    network: Any,
    as_person: As,
    amel: Person,
    bruno: Person,
    wish: Callable[..., Wish],
    tell: Callable[..., Any],
    queries: Callable[[], Any],
) -> None:
    tell(amel, "experience", "cancer")
    wish(amel)
    client = as_person(amel)
    paths = ["/pairs/", "/pairs/looking/", "/pairs/suggestions/", "/pairs/invitations/", "/mirror/"]
    paths += [network.pair.path + tab for tab in TABS]
    counts: list[dict[str, int]] = []
    for _ in range(2):
        counts.append({})
        for path in paths:
            with queries() as made:
                assert client.get(path).status_code == 200
            counts[-1][path] = len(of_the_page(made))
        more_of_everything(network, amel, bruno)
        refresh.refresh_index()
    assert {path: count for path, count in counts[1].items() if count > MOST} == {}
    assert {
        path: (count, counts[1][path])
        for path, count in counts[0].items()
        if count + 1 < counts[1][path]
    } == {}
