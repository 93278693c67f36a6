"""Today: everything that waits for me, newest first, each with its one press; nothing else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.conversations.models import Reading
from entrepairs.core import hats
from entrepairs.ledger.models import Look
from entrepairs.meetings.models import Contribution
from entrepairs.notices import actions as notices
from entrepairs.pairs.actions import invitations, pausing_and_ending
from entrepairs.pairs.models import Agreement, Invitation, Wish
from entrepairs.pairs.notice_kinds import AGREEMENT
from entrepairs.pairs.tests.counting import of_the_page
from entrepairs.people.models import Affiliation, Circle, Facet, Membership, Person
from entrepairs.tests.posting import As
from entrepairs.today.tests.waiting import planned, proposed, see, wrote
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
MOST = 10


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_stranger_is_led_to_the_door(client: Client) -> None:
    assert client.get("/today/")["Location"].startswith("/enter/")


def test_the_front_page_of_someone_signed_in_is_today(as_person: As, amel: Person) -> None:
    assert as_person(amel).get("/")["Location"] == "/today/"


def test_nothing_waits_and_the_page_is_kind_and_useful(as_person: As, farid: Person) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(first_steps_hidden_at=NOW)
    page = see(as_person, farid)
    assert "Hello Farid" in page
    assert "You are up to date" in page
    assert "/pairs/suggestions/" in page
    assert "card waiting" not in page
    assert '<span class="count">' not in page


def test_a_proposal_waits_with_its_words_its_reasons_and_its_two_answers(
    as_person: As, farid: Person, eve: Person
) -> None:
    concept = None
    with hats.system("test"):
        concept = Concept.objects.get(scheme="experience", key="cancer")
        for person in (farid, eve):
            Facet.objects.create(person=person, kind="experience", concept=concept, audience=4)
            Wish.objects.create(person=person, audience=4, room_for=1)
    made = proposed(farid, eve, words="A walk?")
    page = see(as_person, eve)
    assert "Farid would like to get to know you" in page
    assert "A walk?" in page
    assert "You have both been through: cancer" in page
    assert f"/pairs/invitations/{made.key}/yes/" in page
    assert f"/pairs/invitations/{made.key}/not-now/" in page
    assert '<span class="count">1' in page


def test_what_was_put_off_withdrawn_or_over_waits_no_more(
    as_person: As, farid: Person, eve: Person, david: Person
) -> None:
    put_off, withdrawn, over = proposed(farid, eve), proposed(david, eve), proposed(farid, eve)
    with hats.person(eve.pk):
        invitations.refuse_invitation(invitation=put_off, once=uuid4(), by=eve)
    with hats.system("test"):
        Invitation.objects.filter(pk=withdrawn.pk).update(withdrawn_at=NOW)
        Invitation.objects.filter(pk=over.pk).update(
            made_at=NOW - timedelta(days=30), expires_at=NOW - timedelta(days=9)
        )
    assert "would like to get to know you" not in see(as_person, eve)


def test_not_now_leads_back_to_today(as_person: As, farid: Person, eve: Person) -> None:
    made = proposed(farid, eve)
    answer = as_person(eve).post(
        f"/pairs/invitations/{made.key}/not-now/", {"once": str(uuid4()), "next": "/today/"}
    )
    assert answer["Location"] == "/today/"


def test_a_yes_waits_until_the_conversation_is_opened(
    as_person: As, farid: Person, eve: Person
) -> None:
    with hats.system("test"):
        for person in (farid, eve):
            Wish.objects.create(person=person)
    made = proposed(farid, eve)
    with hats.person(eve.pk):
        circle = invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)
    client = as_person(farid)
    page = text(client.get("/today/"))
    assert "Eve said yes" in page
    assert circle.path in page
    client.get(circle.path)
    assert "Eve said yes" not in text(client.get("/today/"))


def test_words_of_an_agreement_wait_for_the_other_only(
    as_person: As, network: Any, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        Agreement.objects.create(circle=network.pair, words="Every week", proposed_by=amel)
    assert "Amel suggests a text for your agreement" in see(as_person, bruno)
    assert "agreement" not in see(as_person, amel).split("<main", 1)[1].split("</main", 1)[0]


def test_messages_wait_until_they_are_read(
    as_person: As, network: Any, amel: Person, bruno: Person
) -> None:
    last = [wrote(network.pair, bruno, days) for days in (3, 2, 1)][-1]
    wrote(network.pair, amel, 4)
    page = see(as_person, amel)
    assert "Bruno wrote to you" in page
    assert "3 messages" in page
    with hats.system("test"):
        Reading.objects.create(circle=network.pair, person=amel, message_id=last.pk)
    assert "wrote to you" not in see(as_person, amel)


def test_a_meeting_to_answer_to_tell_to_note_and_to_confirm_waits(
    as_person: As, network: Any, amel: Person, bruno: Person
) -> None:
    planned(network, bruno, None, 3)
    planned(network, bruno, amel, -2, held=None)
    noted = planned(network, bruno, amel, -9, held=True)
    planned(network, bruno, amel, -5, held=True)
    with hats.system("test"):
        Contribution.objects.create(
            meeting=noted,
            circle=network.pair,
            giver=bruno,
            receiver=amel,
            minutes=30,
            noted_by=bruno,
            at=noted.starts_at,
            kind=Concept.objects.get(scheme="contribution", key="listening"),
        )
    page = see(as_person, amel)
    assert page.count("card waiting") == 4
    assert "Upcoming" in page


def test_the_newest_duty_comes_first_whatever_its_room(
    as_person: As, network: Any, amel: Person, bruno: Person, eve: Person, farid: Person
) -> None:
    proposed(eve, amel, 4)
    wrote(network.pair, bruno, 3)
    planned(network, bruno, amel, -2, held=None)
    proposed(farid, amel, 1)
    page = see(as_person, amel)
    order = [
        page.index(words)
        for words in ("Farid would like", "Yes, ", "Bruno wrote", "Eve would like")
    ]
    assert order == sorted(order)


def test_that_a_pair_paused_or_ended_is_told_once_and_not_by_whom(
    as_person: As, network: Any, amel: Person, bruno: Person
) -> None:
    with hats.person(amel.pk):
        pausing_and_ending.end_pair(circle=network.pair, once=uuid4(), by=amel)
    client = as_person(bruno)
    assert "You are no longer in contact with Amel here" in text(client.get("/today/"))
    client.get(network.pair.path)
    assert "has ended" not in text(client.get("/today/"))


def test_the_first_conversation_waits_until_it_is_over(as_person: As, farid: Person) -> None:
    assert 'href="/welcome/"' not in see(as_person, farid)
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(welcomed_at=None)
    page = see(as_person, farid)
    assert "Introduce yourself" in page
    assert 'href="/welcome/"' in page


def test_being_asked_to_coordinate_waits(as_person: As, network: Any, david: Person) -> None:
    with hats.system("test"):
        Affiliation.objects.filter(person=david).update(asked_to_coordinate_at=NOW)
    page = see(as_person, david)
    assert "Would you coordinate GEM L’Escale?" in page
    answer = f"/organisations/{network.escale.key}/coordination/"
    form = page.split(f'action="{answer}"')[1].split("</form>")[0]
    assert 'name="answer" value="yes"' in form
    once = re.search(r'name="once" value="([^"]+)"', form)
    assert once
    as_person(david).post(answer, {"answer": "yes", "once": once[1]})
    with hats.system("test"):
        assert Affiliation.objects.get(person=david).coordinator
    assert "Would you coordinate" not in see(as_person, david)


def test_who_looked_this_week_is_named_with_what_they_are_to_me(
    as_person: As, amel: Person, bruno: Person, claire: Person, farid: Person
) -> None:
    with hats.system("test"):
        for viewer, days in ((bruno, 1), (bruno, 2), (claire, 3), (farid, 9)):
            Look.objects.create(viewer=viewer.pk, owner=amel.pk, at=NOW - timedelta(days=days))
    page = see(as_person, amel)
    assert "Bruno (your peer), Claire (coordination)." in " ".join(page.split())
    assert "Farid" not in page


def test_the_mirror_beside_counts_what_both_confirmed(
    as_person: As, network: Any, amel: Person, bruno: Person
) -> None:
    kind = "listening"
    for days in (-9, -10, -11):
        page = see(as_person, amel)
        assert "You gave more than you received." not in page  # fewer than three say little
        assert 'class="track"' not in page
        met = planned(network, bruno, amel, days, held=True)
        with hats.system("test"):
            for giver, receiver, minutes, by in ((amel, bruno, 90, bruno), (bruno, amel, 30, None)):
                Contribution.objects.create(
                    meeting=met,
                    circle=network.pair,
                    giver=giver,
                    receiver=receiver,
                    minutes=minutes,
                    noted_by=giver,
                    at=met.starts_at,
                    kind=Concept.objects.get(scheme="contribution", key=kind),
                    confirmed_by=by,
                    confirmed_at=NOW if by else None,
                )
    page = see(as_person, amel)
    assert "You gave more than you received." in page
    assert "You received more than you gave." in see(as_person, bruno)


@pytest.mark.parametrize("who", ["Claire", "David", "Eve", "Farid"])
def test_nothing_of_the_pair_is_on_the_page_of_somebody_else(
    as_person: As, network: Any, who: str
) -> None:
    amel, bruno = network.people["Amel"], network.people["Bruno"]
    wrote(network.pair, bruno)
    planned(network, bruno, amel, -2, held=None)
    planned(network, bruno, None, 2)
    page = see(as_person, network.people[who])
    assert "Bruno" not in page
    assert "card waiting" not in page


def everything(network: Any, me: Person, other: Person, times: int) -> None:
    """Something of each kind, `times` times."""
    with hats.system("test"):
        people = Person.objects.bulk_create(
            Person(name=f"Someone {n}", audience=4) for n in range(times)
        )
        pairs = Circle.objects.bulk_create(Circle(kind="pair") for _ in people)
    for person, circle in zip(people, pairs, strict=True):
        with hats.system("test"):
            for member in (person, me):
                Membership.objects.create(
                    circle=circle, person=member, since=NOW - timedelta(days=99)
                )
            Agreement.objects.create(circle=circle, words="words", proposed_by=person)
            Look.objects.create(viewer=person.pk, owner=me.pk)
            notices.tell(person=me, kind=AGREEMENT, about=f"{circle.key}:pause", path=circle.path)
        proposed(person, me)
        wrote(circle, person)
        planned(network, other, None, 3)
        planned(network, other, me, -2, held=None)


def test_the_page_makes_at_most_ten_queries_at_one_row_and_at_thirty(
    as_person: As, network: Any, amel: Person, bruno: Person, queries: Callable[[], Any]
) -> None:
    client, counts = as_person(amel), []
    with hats.person(None):
        vocabulary.concepts("experience")  # read once a process, by whichever test comes first
    for times in (1, 29):
        everything(network, amel, bruno, times)
        with queries() as made:
            assert client.get("/today/").status_code == 200
        counts.append(len(of_the_page(made)))
    assert counts[0] == counts[1] <= MOST
