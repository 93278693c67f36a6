"""Pages of a recording: for whoever listens, for those heard in it, for those who prepare it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from django.core import mail
from django.test import Client

from entrepairs.core import hats
from entrepairs.library import channels
from entrepairs.library.tests.making import a_series
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.recordings import notifications
from entrepairs.recordings.models import Consent, Cut, Segment, Voice
from entrepairs.recordings.tests.making import (
    again,
    asked,
    heard_by_all,
    medium,
    publish,
    recording,
    says,
)

SignIn = Callable[[Person], Client]
OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}


def form(**told: Any) -> dict[str, Any]:
    return {"once": uuid4(), **told}


def body(answer: Any) -> str:
    return str(answer.content.decode())


def roads(client: Client, key: str, file: Any) -> dict[str, Any]:
    """What each way says of a recording, at this moment, to a stranger."""
    oai = ET.fromstring(client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content)
    gone = {
        one.findtext("o:identifier", "", OAI)[-14:]: one.get("status")
        for one in oai.iterfind(".//o:header", OAI)
    }
    path = f"/library/{key}/"
    return {
        "page": client.get(path).status_code,
        "file": client.get(file.path).status_code,
        "copy": client.get(f"{file.path}?download").status_code,
        "captions": client.get(f"{path}captions.fr.vtt").status_code,
        "podcast": key in body(client.get("/library/series/expeerts/podcast.xml")),
        "enclosure": client.get(f"{path}podcast/{file.key}/x.wav").status_code,
        "oai": gone.get(key, "there") if key in gone else "never",
        "atom": key in body(client.get("/library/new.atom")),
        "search": path in body(client.get("/library/?q=canal")),
        "sitemap": path in body(client.get("/sitemap-1.xml")),
        "series": path in body(client.get("/library/series/expeerts/")),
    }


OPEN: dict[str, Any] = {
    "page": 200, "file": 200, "copy": 200, "captions": 200, "podcast": True, "enclosure": 200, "oai": None, "atom": True, "search": True,
    "sitemap": True, "series": True,
}  # fmt: skip
SHUT: dict[str, Any] = {
    "page": 410, "file": 404, "copy": 404, "captions": 404, "podcast": False, "enclosure": 404, "oai": "deleted", "atom": False,
    "search": False, "sitemap": False, "series": False,
}  # fmt: skip


def test_one_press_takes_it_down_everywhere_in_the_same_moment(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client, as_person: SignIn
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network, series=a_series())
    with hats.system("test"):
        file = made.files.get()
    assert roads(client, made.key, file) == OPEN
    answer = as_person(amel).post(voice.path, form(page="withdrawn"))
    assert answer.status_code == 302
    assert roads(client, made.key, file) == SHUT
    hers = as_person(claire)
    assert "Amel" in body(hers.get("/library/cuts/"))
    assert 'href="/library/cuts/"' in body(hers.get("/today/"))
    with hats.system("test"):
        assert Notice.objects.filter(person=claire, kind="cut", path="/library/cuts/").exists()
    assert "Amel" not in body(as_person(bruno).get("/library/cuts/"))
    assert hers.get(f"{made.path}publish/").status_code == 302, "led to who is heard"
    as_person(amel).post(voice.path, form(page="yes"))
    publish(claire, again(made))
    assert roads(client, made.key, file) == OPEN


@pytest.mark.parametrize(
    ("channel", "shut"),
    [
        ("feed", {"podcast": False, "enclosure": 404}),
        ("harvest", {"copy": 404, "oai": "deleted", "atom": False}),
    ],
)
def test_one_way_taken_back_closes_that_way(
    claire: Person,
    amel: Person,
    bruno: Person,
    network: Any,
    client: Client,
    as_person: SignIn,
    channel: str,
    shut: Any,
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network, series=a_series())
    with hats.system("test"):
        file = made.files.get()
    as_person(amel).post(voice.path, form(**{channel: "withdrawn"}))
    assert roads(client, made.key, file) == OPEN | shut
    assert client.get(made.path).content.count(b"?download") == (0 if channel == "harvest" else 1)


def test_what_one_never_agreed_to_was_never_there(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made = recording(claire, network, series=a_series())
    for person, name in ((amel, "Amel"), (bruno, "Bruno")):
        says(person, asked(claire, made, name, person), "yes", "page")
    publish(claire, again(made))
    with hats.system("test"):
        file = made.files.get()
    never = {"podcast": False, "enclosure": 404, "copy": 404, "oai": "never", "atom": False}
    assert roads(client, made.key, file) == OPEN | never


def test_nothing_of_one_that_waits_for_a_yes_is_anywhere(
    claire: Person,
    amel: Person,
    bruno: Person,
    eve: Person,
    network: Any,
    client: Client,
    as_person: SignIn,
) -> None:
    made = recording(claire, network, series=a_series())
    says(amel, asked(claire, made, "Amel", amel), "yes")
    asked(claire, made, "Bruno", bruno)
    with hats.system("test"):
        file = made.files.get()
    for who in (client, as_person(eve)):
        assert roads(who, made.key, file) == SHUT | {"page": 404, "oai": "never"}
    his = as_person(bruno)
    assert his.get(made.path).status_code == 200
    assert his.get(file.path).status_code == 200
    assert his.get(f"{file.path}?download").status_code == 404
    assert his.get(f"{made.path}voices/").status_code == 404
    assert "canal" in body(his.get("/library/?q=canal"))
    assert as_person(claire).get(f"{file.path}?download").status_code == 200


def test_a_page_plays_from_the_second_without_scripts(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network)
    page = body(client.get(f"{made.path}?t=2"))
    assert "wav#t=2" in page
    assert f'<a class="press figure" href="{made.path}?t=2#t-2" data-second="2">0:02' in " ".join(
        page.split()
    ).replace("> 0", ">0")
    assert 'id="t-2"' in page
    assert (
        f'<track kind="captions" srclang="fr" label="French" src="{made.path}captions.fr.vtt" default>'
        in page
    )
    assert "attendu avec moi" in page
    for odd in ("x", "-1", "9" * 40, "²", ""):
        assert client.get(f"{made.path}?t={odd}&words=zz").status_code == 200
    answer = client.get(f"{made.path}captions.fr.vtt")
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "media-src 'self'" in client.get(made.path).headers["Content-Security-Policy"]


def test_parts_of_the_sound_are_given(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network, series=a_series())
    with hats.system("test"):
        file = made.files.get()
    for path in (file.path, f"{made.path}podcast/{file.key}/x.wav"):
        answer = client.get(path, headers={"range": "bytes=0-3"})
        assert (answer.status_code, b"".join(answer) if answer.streaming else answer.content) == (
            206,
            b"RIFF",
        )
        assert answer.headers["Content-Range"] == f"bytes 0-3/{file.size}"
        assert "no-cache" in answer.headers["Cache-Control"], (
            "a withdrawn one is kept by no one for a year"
        )


def test_amel_listens_then_answers_and_takes_it_back(
    claire: Person, amel: Person, network: Any, as_person: SignIn
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Amel", amel)
    notifications.tell()
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
    assert "You took your yes back" in body(hers.get(voice.path))
    with hats.system("test"):
        told.refresh_from_db()
    assert told.seen_at
    assert voice.path not in body(hers.get("/today/"))


def test_the_same_answer_sent_twice_is_one(
    claire: Person, amel: Person, network: Any, as_person: SignIn
) -> None:
    voice = asked(claire, recording(claire, network), "Amel", amel)
    hers, sent = as_person(amel), form(page="yes")
    assert [hers.post(voice.path, sent).status_code for _ in range(2)] == [302, 302]
    with hats.system("test"):
        assert Consent.objects.filter(voice=voice, state="yes").count() == 1


def test_somebody_asked_by_mistake_says_so(
    claire: Person, bruno: Person, network: Any, as_person: SignIn
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Bruno", bruno)
    his = as_person(bruno)
    assert his.post(f"{voice.path}not-me/", form()).status_code == 302
    assert his.get(voice.path).status_code == 404
    assert his.get(made.path).status_code == 404


@pytest.mark.parametrize("who", ["bruno", "eve", "claire"])
def test_another_persons_answers_are_not_there(
    claire: Person, amel: Person, network: Any, as_person: SignIn, who: str
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
    assert notifications.tell() == 1
    assert notifications.tell() == 0
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
    wrong = f"/library/voice/{channels.door(voice.key, 7)}/"
    for gone in (
        wrong,
        f"{wrong}listen/{file.key}",
        f"{wrong}captions.fr.vtt",
        "/library/voice/nobody/",
    ):
        assert client.get(gone).status_code == 404


def test_claire_names_asks_and_notes(
    claire: Person, amel: Person, network: Any, as_person: SignIn
) -> None:
    made = recording(claire, network)
    hers, page = as_person(claire), f"{made.path}voices/"
    assert "Nobody is named yet" in body(hers.get(page))
    assert hers.post(page, form(name="")).status_code == 422
    assert hers.post(page, form(name="Amel", starts="0:03", ends="0:01")).status_code == 422
    assert hers.post(page, form(name="Amel", starts="3 o’clock")).status_code == 422
    hers.post(page, form(name="Amel", starts="0:01", ends="0:03"))
    with hats.system("test"):
        voice = Voice.objects.get(resource=made)
    assert (voice.starts, voice.ends) == (1, 3)
    one = f"{page}{voice.key}/"
    assert "Amel" in body(hers.get(one))
    assert hers.post(one, form(what="ask", person="nobody", language="fr")).status_code == 422
    assert hers.post(one, form(what="ask", person=amel.key, language="fr")).status_code == 302
    assert "/library/voice/" in body(hers.get(one))
    late = form(what="paper", said=["page"], on="2999-01-01", language="fr")
    assert hers.post(one, late).status_code == 422
    hers.post(one, form(what="paper", said=["page", "feed"], on="2026-11-01", language="fr"))
    hers.post(f"{one}new-address/", form())
    hers.post(one, form(what="change", name="Amel B.", starts="", ends=""))
    with hats.system("test"):
        voice.refresh_from_db()
        states = dict(voice.consents.filter(ended_at=None).values_list("channel", "state"))
        assert voice.asking.turn == 1
    assert states == {"page": "yes", "feed": "yes", "harvest": "asked"}
    assert voice.name == "Amel", "the name is hers once she has said yes"
    assert "on paper" in body(as_person(amel).get(voice.path))


def test_what_is_said_is_written_from_a_file_or_by_hand(
    claire: Person, network: Any, as_person: SignIn
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    made = recording(claire, network)
    hers, page = as_person(claire), f"{made.path}words/"
    assert hers.get(page).status_code == 200
    file = SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Amel>Hello there")
    assert hers.post(page, form(what="captions", language="en", file=file)).status_code == 302
    with hats.system("test"):
        assert Segment.objects.get(resource=made, language="en").words == "Hello there"
    answer = hers.post(page, form(what="captions", language="en", text="0:05 Oui\n0:61 Non"))
    assert (answer.status_code, "Line 2" in body(answer)) == (422, True)
    assert hers.post(page, form(what="captions", language="en")).status_code == 422
    assert hers.post(page, form(what="chapters", chapters="Accueil")).status_code == 422
    assert (
        hers.post(page, form(what="chapters", chapters="0:00 Accueil\n0:02 Suite")).status_code
        == 302
    )
    assert hers.get(f"{made.path}chapters.json").json()["chapters"] == [
        {"startTime": 0.0, "title": "Accueil"},
        {"startTime": 2.0, "title": "Suite"},
    ]
    assert "0:02 Suite" in body(hers.get(page))


def test_the_cut_is_noted_once_the_new_file_is_there(
    claire: Person, amel: Person, bruno: Person, network: Any, as_person: SignIn
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network)
    says(amel, voice, "withdrawn")
    hers = as_person(claire)
    with hats.system("test"):
        cut, former = Cut.objects.get(), made.files.get()
    page = f"/library/cuts/{cut.key}/"
    assert "Amel" in body(hers.get(page))
    hers.post(page, form())
    assert not again(cut).done_at
    medium(made, seconds=2)
    assert hers.post(page, form()).status_code == 302
    assert again(cut).done_at
    with hats.system("test"):
        assert not made.files.filter(pk=former.pk).exists(), "the former file has the words in it"
    assert hers.get(page).status_code == 404
    assert as_person(amel).get(voice.path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/library/voices/", "/library/cuts/", "{made}voices/", "{made}", "{voice}"]
)
def test_pages_cost_the_same_with_thirty_voices(
    claire: Person, amel: Person, network: Any, as_person: SignIn, queries: Any, path: str
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Amel", amel)
    says(amel, voice, "yes", "page")
    says(amel, voice, "withdrawn", "page")
    who = amel if path in ("/library/voices/", "{voice}") else claire
    page, client = path.format(made=made.path, voice=voice.path), as_person(who)
    client.get(page)
    with queries() as at_one:
        assert client.get(page).status_code == 200
    for number in range(30):
        one = asked(claire, made, f"Voix {number}", amel)
        says(amel, one, "yes", "page")
        says(amel, one, "withdrawn", "page")
    with queries() as at_thirty:
        client.get(page)
    assert len(at_one) == len(at_thirty) <= 10
