"""Pages of those who are heard: what they are asked, answer and take back."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from entrepairs.core import hats
from entrepairs.library import channels
from entrepairs.library.tests.posting import body, form
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.recordings import notifications
from entrepairs.recordings.models import Consent
from entrepairs.recordings.tests.making import (
    asked,
    recording,
)
from entrepairs.tests.posting import As


def test_amel_listens_then_answers_and_takes_it_back(
    claire: Person, amel: Person, network: Any, as_person: As
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Amel", amel)
    notifications.tell_requested()
    hers = as_person(amel)
    with hats.system("test"):
        told = Notice.objects.get(person=amel, kind="heard")
    assert told.path == voice.path
    assert f'href="{voice.path}"' in body(hers.get("/today/"))
    assert str(made.title) in body(hers.get("/library/voices/"))
    page = body(hers.get(voice.path))
    assert "<audio" in page
    assert "You have not answered" in page
    hers.post(voice.path, form(page="yes", feed="no"))
    page = body(hers.get(voice.path))
    assert ("You said yes" in page, "You said no" in page) == (True, True)
    with hats.person(amel.pk):
        stand = Consent.objects.get(channel="page", ended_at=None)
    assert (stand.state, stand.how, stand.language) == ("yes", "here", "en")
    assert stand.wording.startswith("My voice")
    hers.post(voice.path, form(all="withdrawn"))
    assert "You withdrew your yes" in body(hers.get(voice.path))
    with hats.system("test"):
        told.refresh_from_db()
    assert told.seen_at
    today = body(hers.get("/today/"))
    assert "<h1" in today
    assert voice.path not in today


def test_the_same_answer_sent_twice_is_one(
    claire: Person, amel: Person, network: Any, as_person: As
) -> None:
    voice = asked(claire, recording(claire, network), "Amel", amel)
    hers, sent = as_person(amel), form(page="yes")
    assert [hers.post(voice.path, sent).status_code for _ in range(2)] == [302, 302]
    with hats.system("test"):
        assert Consent.objects.filter(voice=voice, state="yes").count() == 1


def test_somebody_asked_by_mistake_says_so(
    claire: Person, bruno: Person, network: Any, as_person: As
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Bruno", bruno)
    his = as_person(bruno)
    assert his.post(f"{voice.path}not-me/", form()).status_code == 302
    assert his.get(voice.path).status_code == 404
    assert his.get(made.path).status_code == 404


@pytest.mark.parametrize("who", ["bruno", "eve", "claire"])
def test_another_persons_answers_are_not_there(
    claire: Person, amel: Person, network: Any, as_person: As, who: str
) -> None:
    voice = asked(claire, recording(claire, network), "Amel", amel)
    other = as_person(network.people[who.capitalize()])
    assert other.get(voice.path).status_code == 404
    assert other.post(voice.path, form(page="yes")).status_code == 404
    assert other.post(f"{voice.path}not-me/", form()).status_code == 404


def test_a_private_address_comes_by_mail_and_needs_no_account(
    claire: Person, network: Any, client: Client
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Lise")
    with hats.system("test"):
        voice.asking.mail = "lise@mail.example"
        voice.asking.save()
    assert notifications.tell_requested() == 1
    assert notifications.tell_requested() == 0
    [letter] = mail.outbox
    assert letter.to == ["lise@mail.example"]
    address = next(line for line in letter.body.splitlines() if line.startswith("http"))
    path = urlsplit(address).path
    page = body(client.get(path))
    with hats.system("test"):
        file = made.files.get()
    assert f"{path}listen/{file.key}" in page
    assert client.get(f"{path}listen/{file.key}").status_code == 200
    assert client.get(f"{path}captions.fr.vtt").status_code == 200
    assert client.get(file.path).status_code == 404
    assert client.post(path, {"page": "yes", "feed": "no"}).status_code == 302
    with hats.system("test"):
        said = dict(voice.consents.filter(ended_at=None).values_list("channel", "state"))
        assert voice.consents.get(channel="page", ended_at=None).how == "address"
    assert said == {"page": "yes", "feed": "no", "harvest": "asked"}
    wrong = f"/library/voice/{channels.private_address(voice.key, 7)}/"
    for gone in (
        wrong,
        f"{wrong}listen/{file.key}",
        f"{wrong}captions.fr.vtt",
        "/library/voice/nobody/",
    ):
        assert client.get(gone).status_code == 404


def test_what_i_am_heard_in_is_mine_alone_to_read(
    claire: Person, amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    voice = asked(claire, recording(claire, network), "Amel", amel)
    assert voice.path in body(as_person(amel).get("/library/voices/"))
    for other in (bruno, claire):
        page = body(as_person(other).get("/library/voices/"))
        assert "Recordings where I am heard" in page
        assert "Nothing yet" in page
        assert voice.path not in page


def test_a_voice_that_is_not_mine_leaves_my_page(
    claire: Person, bruno: Person, network: Any, as_person: As
) -> None:
    made = recording(claire, network)
    kept, mistaken = (asked(claire, made, name, bruno) for name in ("Bruno", "Brunon"))
    his = as_person(bruno)
    his.post(f"{mistaken.path}not-me/", form())
    page = body(his.get("/library/voices/"))
    assert kept.path in page
    assert mistaken.path not in page
