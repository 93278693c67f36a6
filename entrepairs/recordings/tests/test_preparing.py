"""Pages of those who prepare a recording: naming, asking, writing what is said, cutting."""

from typing import Any

from entrepairs.core import hats
from entrepairs.library.tests.posting import body, form
from entrepairs.people.models import Person
from entrepairs.recordings.models import Cut, Segment, Voice
from entrepairs.recordings.tests.making import (
    again,
    heard_by_all,
    medium,
    recording,
    says,
)
from entrepairs.tests.posting import As


def test_claire_names_asks_and_notes(
    claire: Person, amel: Person, network: Any, as_person: As
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
    claire: Person, network: Any, as_person: As
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
    assert (answer.status_code, "Line 2" in body(answer, 422)) == (422, True)
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
    claire: Person, amel: Person, bruno: Person, network: Any, as_person: As
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
