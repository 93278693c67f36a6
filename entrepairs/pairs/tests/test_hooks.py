"""What this room adds to a person's page, and how its deeds are told."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.verbs import known_verbs
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


def page_of(client: Client, person: Person) -> str:
    """The page of this person: it is there, and it is theirs."""
    answer = client.get(f"/people/{person.key}/")
    page = str(answer.content.decode())
    assert answer.status_code == 200
    assert person.name in page.split("<main", 1)[1]
    return page


def test_the_page_of_my_peer_leads_to_our_conversation(
    network: Any, as_person: As, amel: Person, bruno: Person
) -> None:
    assert network.pair.path in page_of(as_person(amel), bruno)


def test_the_page_of_someone_who_wishes_it_leads_to_an_invitation(
    as_person: As, amel: Person, eve: Person, claire: Person, wish: Callable[..., Wish]
) -> None:
    wish(eve)
    client = as_person(amel)
    assert f"/pairs/invite/{eve.key}/" in page_of(client, eve)
    assert "/pairs/invite/" not in page_of(client, claire)


def test_the_page_of_my_peer_invites_to_nothing_even_when_they_wish_for_more(
    as_person: As, amel: Person, bruno: Person, wish: Callable[..., Wish]
) -> None:
    wish(bruno)
    assert "/pairs/invite/" not in page_of(as_person(amel), bruno)


def test_every_deed_of_this_room_is_told_in_words(
    as_person: As,
    eve: Person,
    farid: Person,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
    accept: Callable[..., Any],
) -> None:
    for person in (eve, farid):
        wish(person)
    accept(eve, invite(farid, eve))
    page = as_person(eve).get("/me/activity/").content.decode()
    for words in (
        "You said yes to Farid",
        "Farid invited you to get to know each other",
        "You said that you are looking for a peer",
    ):
        assert words in page
    assert "pairs: " not in page.split("<footer", 1)[0]
    with hats.system("test"):
        done = set(Deed.objects.filter(room="pairs").values_list("verb", flat=True))
    assert done <= {verb.name for verb in known_verbs() if verb.room == "pairs"}
