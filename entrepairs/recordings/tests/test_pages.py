"""Pages of a recording: for the person who listens, for those heard in it, for those who prepare
it."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.library.tests.making import a_series
from entrepairs.library.tests.posting import body, form
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.recordings.tests.making import (
    a_long_transcript,
    again,
    asked,
    heard_by_all,
    publish,
    recording,
    says,
)
from entrepairs.tests.pages import main_part
from entrepairs.tests.posting import As

OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}


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
    "page": 200,
    "file": 200,
    "copy": 200,
    "captions": 200,
    "podcast": True,
    "enclosure": 200,
    "oai": None,
    "atom": True,
    "search": True,
    "sitemap": True,
    "series": True,
}
SHUT: dict[str, Any] = {
    "page": 410,
    "file": 404,
    "copy": 404,
    "captions": 404,
    "podcast": False,
    "enclosure": 404,
    "oai": "deleted",
    "atom": False,
    "search": False,
    "sitemap": False,
    "series": False,
}


def test_one_press_takes_it_down_everywhere_in_the_same_moment(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client, as_person: As
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
    assert "Amel" not in main_part(as_person(bruno).get("/library/cuts/"))
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
    as_person: As,
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
    as_person: As,
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
    assert "mp3#t=2" in page
    assert f'<a class="press figure" href="{made.path}?t=2#t-2" data-second="2">0:02' in " ".join(
        page.split()
    ).replace("> 0", ">0")
    assert 'id="t-2"' in page
    assert (
        '<track kind="captions" srclang="fr" label="French" '
        f'src="{made.path}captions.fr.vtt" default>'
    ) in page
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


@pytest.mark.parametrize(
    "path", ["/library/voices/", "/library/cuts/", "{made}voices/", "{made}", "{voice}"]
)
def test_pages_cost_the_same_with_thirty_voices(
    claire: Person, amel: Person, network: Any, as_person: As, queries: Any, path: str
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


def test_nothing_of_the_sound_is_fetched_before_it_is_played(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network)
    page = client.get(made.path).content.decode()
    assert '<audio controls preload="none"' in page
    assert 'preload="metadata"' not in page


def test_a_long_transcript_is_read_in_parts_and_a_time_leads_to_its_own(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, _hers, _other = heard_by_all(claire, amel, bruno, network)
    assert "Part 1" not in body(client.get(made.path))
    a_long_transcript(made, hours=1)
    first, last = body(client.get(made.path)), body(client.get(f"{made.path}?t=3570"))
    assert "Part 1 of 4" in first
    assert 'id="t-0"' in first
    assert 'id="t-3570"' not in first
    assert "Part 4 of 4" in last
    assert 'id="t-3570"' in last
    assert 'id="t-0"' not in last
    assert "Part 1 of 4" in body(client.get(f"{made.path}?t=3570&part=1"))
    whole = body(client.get(f"{made.path}?part=all"))
    assert 'id="t-0"' in whole
    assert 'id="t-3570"' in whole
    for odd in ("0", "9", "x", "-1"):
        assert "Part 1 of 4" in body(client.get(f"{made.path}?part={odd}"))
