"""An author who is somebody here: said by one side, true with the other's yes, shown under the name
they choose."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.actions.authorship_claims import ASK_AUTHOR, ask_author
from entrepairs.library.models import Author, AuthorshipClaim, Resource
from entrepairs.library.tests.making import own, published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As


def sent(**more: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **more}


@pytest.fixture
def thing(claire: Person, network: Any) -> Resource:
    return published(claire, network, title_fr="Actes", authors=["B. Martin", "Lise"])


def author_of(thing: Resource) -> Author:
    with hats.system("test"):
        return Author.objects.get(resource=thing, order=0)


def claims() -> list[AuthorshipClaim]:
    with hats.system("test"):
        return list(AuthorshipClaim.objects.all())


def roads(thing: Resource) -> list[str]:
    return [
        thing.path,
        f"{thing.path}cite.bib",
        f"{thing.path}cite.json",
        "/library/",
        "/library/new.atom",
        f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{thing.key}",
    ]


def test_what_i_say_i_made_is_shown_once_those_who_keep_it_say_yes(
    thing: Resource, claire: Person, bruno: Person, network: Any, as_person: As, client: Client
) -> None:
    his, hers, amel = as_person(bruno), as_person(claire), as_person(network.people["Amel"])
    assert f"{thing.path}authors/" in his.get(thing.path).content.decode()
    his.post(f"{thing.path}authors/", sent(author=author_of(thing).pk, what="me", name="Bruno M."))
    [claim] = claims()
    assert claim.path in hers.get("/today/").content.decode(), "the person who keeps it is told"
    for reader in (client, amel, hers):
        for road in roads(thing):
            page = body(reader.get(road))
            assert bruno.key not in page
            assert "Bruno M." not in page
    assert hers.get(claim.path).status_code == his.get(claim.path).status_code == 200
    assert amel.get(claim.path).status_code == 404
    his.post(claim.path, sent(answer="yes"))  # takes it back: nobody confirms their own
    assert claims() == []
    with hats.system("test"):
        Deed.objects.filter(verb="claim_author").update(at=timezone.now() - timedelta(days=31))
    his.post(f"{thing.path}authors/", sent(author=author_of(thing).pk, what="me", name="Bruno M."))
    [claim] = claims()
    assert hers.post(claim.path, sent()).status_code == 302

    assert bruno.key in amel.get(thing.path).content.decode()
    for road in roads(thing):
        page = body(client.get(road))
        assert bruno.key not in page, "a stranger is led to nobody"
        assert "Bruno M." in page or road == "/library/"
    with hats.person(None):
        assert Entry.objects.get(key=thing.key).names.startswith("Bruno M.")
    his.post(
        f"{thing.path}authors/",
        sent(author=author_of(thing).pk, what="rename", name="Bruno Martin"),
    )
    assert "Bruno Martin" in client.get(thing.path).content.decode()
    hers.post(
        f"{thing.path}authors/", sent(author=author_of(thing).pk, what="rename", name="Un autre")
    )
    assert "Bruno Martin" in client.get(thing.path).content.decode()
    his.post(f"{thing.path}authors/", sent(author=author_of(thing).pk, what="unlink"))
    assert bruno.key not in body(amel.get(thing.path))


def test_the_person_who_keeps_it_asks_and_a_no_is_told_to_nobody(
    thing: Resource, claire: Person, bruno: Person, as_person: As
) -> None:
    his, hers, author = as_person(bruno), as_person(claire), author_of(thing)
    page = hers.get(f"{thing.path}authors/?author={author.pk}&q=bru").content.decode()
    assert bruno.key in page
    hers.post(f"{thing.path}authors/", sent(author=author.pk, what="ask", person=bruno.key))
    [claim] = claims()
    assert claim.path in his.get("/today/").content.decode()
    his.post(claim.path, sent(answer="no"))
    assert his.get(claim.path).status_code == 404
    assert "was asked" in hers.get(f"{thing.path}authors/").content.decode()
    hers.post(claim.path, sent())
    assert claims() == []
    assert author_of(thing).person_id is None
    asking = sent(author=author.pk, what="ask", person=bruno.key)
    again = hers.post(f"{thing.path}authors/", asking, follow=True)
    assert "less than 30 days ago" in again.text
    assert claims() == []
    his.post(f"{thing.path}authors/", sent(author=author.pk, what="me", name="Bruno M."))
    assert [claim.by_id for claim in claims()] == [bruno.pk], "he may say so himself"


def test_what_was_asked_and_taken_back_is_not_asked_again_for_30_days_answered_or_not(
    thing: Resource, claire: Person, bruno: Person, david: Person, as_person: As
) -> None:
    hers, page = as_person(claire), f"{thing.path}authors/"
    said = []
    for person, answer in ((bruno, "no"), (david, "")):
        asking = {"author": author_of(thing).pk, "what": "ask", "person": person.key}
        hers.post(page, sent(**asking))
        [claim] = claims()
        if answer:
            as_person(person).post(claim.path, sent(answer=answer))
        hers.post(claim.path, sent())
        again = hers.post(page, sent(**asking), follow=True).text
        assert claims() == []
        assert "less than 30 days ago" in again
        said.append(again[again.index("less than") - 200 :][:400])
        with hats.system("test"):
            other = Author.objects.get(resource=thing, order=1)
        with hats.person(claire.pk), pytest.raises(NotPossible, match="30 days"):
            ask_author(author=other, person=person, name="L.", by=claire.pk)
        claim = AuthorshipClaim(author=other, person=person, by=claire, name="L.")
        with hats.person(claire.pk):
            note_deed(ASK_AUTHOR, by=claire, about=person, object_key=thing.key)
        with hats.person(claire.pk), pytest.raises(ProgrammingError), transaction.atomic():
            claim.save(force_insert=True)
    assert said[0] == said[1]
    with hats.system("test"):
        Deed.objects.filter(verb="ask_author").update(at=timezone.now() - timedelta(days=31))
    hers.post(page, sent(author=author_of(thing).pk, what="ask", person=bruno.key))
    assert [claim.person_id for claim in claims()] == [bruno.pk]


def test_a_yes_chooses_the_name(
    thing: Resource, claire: Person, bruno: Person, as_person: As
) -> None:
    his, hers = as_person(bruno), as_person(claire)
    hers.post(
        f"{thing.path}authors/", sent(author=author_of(thing).pk, what="ask", person=bruno.key)
    )
    [claim] = claims()
    assert his.post(claim.path, sent(name="")).status_code == 422
    assert his.post(claim.path, sent(name="Bruno")).status_code == 302
    assert (author_of(thing).name, author_of(thing).person_id) == ("Bruno", bruno.pk)


def test_a_testimony_of_somebodys_own_leads_to_nobody(
    amel: Person, bruno: Person, network: Any, as_person: As, claire: Person
) -> None:
    hers = own(amel)
    assert as_person(bruno).get(f"{hers.path}authors/").status_code == 404
    hidden = published(claire, network, audience=3, authors=["Lise"])
    assert as_person(network.people["Farid"]).get(f"{hidden.path}authors/").status_code == 404


@pytest.mark.parametrize(
    "told", [{"author": "x"}, {"author": "9" * 30}, {"author": ""}, {"author": "1\x00"}]
)
def test_an_author_who_is_none_is_not_there(
    as_person: Callable[[Person], Client],
    claire: Person,
    bruno: Person,
    network: Any,
    told: dict[str, str],
) -> None:
    thing = published(claire, network, authors=["Bruno"])
    assert (
        as_person(bruno)
        .post(f"{thing.path}authors/", {"what": "me", "once": uuid4(), **told})
        .status_code
        == 404
    )


def test_whom_to_ask_is_somebody(
    as_person: Callable[[Person], Client], claire: Person, network: Any
) -> None:
    thing = published(claire, network, authors=["Bruno"])
    asked = {"what": "ask", "once": uuid4(), "author": author_of(thing).pk, "person": "\x00"}
    assert as_person(claire).post(f"{thing.path}authors/", asked).status_code == 404
