"""Files as people have them: what is read comes in, and everything else is told and asked."""

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from entrepairs.core import hats
from entrepairs.events.actions import publish_event
from entrepairs.events.models import Event, Session, Talk, TalkSpeaker
from entrepairs.events.tests.preparing import at, begun
from entrepairs.schedules.formats.read_any import read_file
from entrepairs.schedules.formats.read_languages import language_of
from entrepairs.schedules.formats.read_model import About, Answers, FileRead, Frame
from entrepairs.schedules.tests.files import frab, frab_event, pretalx, pretalx_event
from entrepairs.schedules.tests.importing import understood, write

pytestmark = pytest.mark.django_db  # the names of languages are asked of the vocabulary, once
DAY = Frame("Europe/Paris", "fr", dt.date(2083, 3, 26), dt.date(2083, 3, 26))
NOUR = "<person>Nour</person>"


def talk_of(content: bytes, frame: Frame = DAY) -> Any:
    return read_file(content, frame).programmes[0].sessions[0].talks[0]


def told(found: FileRead, about: About) -> list[str]:
    return [note.what for note in found.notes_about(about)]


@pytest.fixture
def event(network: Any, claire: Any) -> Event:
    return begun(network.escale, claire, ends_on=at(0).date().replace(day=28))


# What collides


def colliding() -> bytes:
    first, second = frab_event(1, 0, "09:00", persons=NOUR), frab_event(2, 0, "09:15")
    return frab([[first + second, frab_event(3, 0, "09:00", persons=NOUR)]])


def test_what_collides_comes_in_without_its_room_or_hours_and_again_changes_nothing(
    event: Event, claire: Any
) -> None:
    found = write(event, colliding(), claire)
    assert len(found.collides) == 2
    with hats.person(claire.pk):
        assert Talk.objects.count() == 3
        assert Session.objects.get(title_fr="Talk 2").room is None
        assert Talk.objects.get(title_fr="Talk 3").starts_at is None
    again = write(event, colliding(), claire).comparisons[0]
    assert (again.new, again.changed, again.gone) == ([], [], [])


def test_or_with_them_and_a_mark_that_goes_when_it_is_moved(event: Event, claire: Any) -> None:
    write(event, colliding(), claire, Answers(with_collisions=True))
    with hats.person(claire.pk):
        marked = Session.objects.get(collides=True)
        assert (marked.title_fr, str(marked.room)) == ("Talk 2", "Salle 1")
        assert TalkSpeaker.objects.get(collides=True).talk.title_fr == "Talk 3"
        again = understood(event, colliding()).comparisons[0]
        assert (again.new, again.changed) == ([], [])
        marked.ends_at = at(12)
        marked.starts_at = at(11)
        marked.save()
        marked.refresh_from_db()
        assert marked.collides is False


def test_a_speaker_s_mark_goes_with_the_hours_and_two_talks_at_once_are_refused_again(
    event: Event, claire: Any
) -> None:
    write(event, colliding(), claire, Answers(with_collisions=True))
    with hats.person(claire.pk):
        talk = TalkSpeaker.objects.get(collides=True).talk
        former = talk.starts_at, talk.ends_at
        talk.save()  # nothing has moved
        assert TalkSpeaker.objects.filter(talk=talk, collides=True).exists()
        Talk.objects.filter(pk=talk.pk).update(starts_at=at(11), ends_at=at(12))
        assert not TalkSpeaker.objects.filter(collides=True).exists()
        with pytest.raises(IntegrityError, match="speaker"), transaction.atomic():
            Talk.objects.filter(pk=talk.pk).update(starts_at=former[0], ends_at=former[1])


# Hours and zones


@pytest.mark.parametrize(
    ("header", "cell", "hours"),
    [
        ("Horaire", "9h-9h45", ("09:00", "09:45")),
        ("Slot", "9:00 AM - 1:30 PM", ("09:00", "13:30")),
        ("Créneau", "de 9h à 9h45", ("09:00", "09:45")),
        ("When", "2083-03-26 09:00 – 09:45", ("09:00", "09:45")),
    ],
)
def test_hours_are_read_as_people_write_them(header: str, cell: str, hours: Any) -> None:
    talk = talk_of(f"Titre;{header}\nx;{cell}\n".encode())
    assert (f"{talk.starts_at:%H:%M}", f"{talk.ends_at:%H:%M}") == hours


def test_whole_moments_are_hours_of_their_own_zone() -> None:
    content = b"Title,Scheduled At,Duration\nx,2083-03-26T10:00:00-04:00,30\n"
    found = read_file(content, DAY)
    talk = found.programmes[0].sessions[0].talks[0]
    assert talk.starts_at == dt.datetime(2083, 3, 26, 14, tzinfo=dt.UTC)
    assert "another time zone: 10:00 UTC-04:00 is 15:00" in told(found, About.DOUBT)[0]


@pytest.mark.parametrize(
    ("named", "zone"),
    [("Berlin", "Europe/Berlin"), ("Eastern Time (US &amp; Canada)", "America/New_York")],
)
def test_zones_are_known_as_rails_calls_them(named: str, zone: str) -> None:
    content = frab([[frab_event(1, 0, "09:00")]]).replace(b"Europe/Paris", named.encode())
    assert read_file(content).zone == zone


def test_a_new_event_without_a_zone_asks_for_it() -> None:
    content = frab([[frab_event(1, 0, "09:00", date="")]]).replace(b"Europe/Paris", b"")
    found = read_file(content)
    assert found.asked == {"zone"}
    chosen = read_file(content, Frame(answers=Answers(zone="America/New_York")))
    assert chosen.asked == set()
    assert chosen.programmes[0].told["time_zone"] == "America/New_York"


def test_two_beginnings_that_differ_are_told() -> None:
    found = read_file(frab([[frab_event(1, 0, "09:00", start="11:00")]]), DAY)
    assert told(found, About.DOUBT) == [
        "it starts at 11:00, but its date says 09:00: 09:00 was kept"
    ]


def test_a_night_that_ends_at_six_is_of_the_day_before() -> None:
    event = frab_event(1, 0, "22:00", "08:00")
    talk = talk_of(frab([[event]], end="2083-03-26"))
    assert talk.ends_at == dt.datetime(2083, 3, 27, 5, tzinfo=dt.UTC)


# Words


def test_another_language_has_its_own_place() -> None:
    talk = talk_of(frab([[frab_event(1, 0, "09:00", language="de", title="Über Peers")]]))
    assert (talk.title_fr, talk.title_en, talk.title_other, talk.other_language) == (
        "",
        "",
        "Über Peers",
        "de",
    )


def test_it_comes_into_a_published_event_and_is_found(
    event: Event, claire: Any, client: Client
) -> None:
    with hats.person(claire.pk):
        publish_event(event=event, once=uuid4(), by=claire)
    words = {"language": "de", "title": "Über Peers", "abstract": "Im Krankenhaus"}
    write(event, frab([[frab_event(1, 0, "09:00", **words)]]), claire)
    page = client.get("/library/", {"q": "krankenhaus"}).content.decode()
    with hats.person(None):
        assert f'href="{Talk.objects.get().path}" lang="de"' in page


def test_no_language_is_guessed_and_told() -> None:
    words = "What we know of the street and of the people who live in it"
    found = read_file(frab([[frab_event(1, 0, "09:00", language="", title=words)]]), DAY)
    assert found.language == "en"
    assert any("no language is named" in one for one in told(found, About.GUESS))
    assert found.programmes[0].sessions[0].title_en == words


def test_subtitles_types_licences_links_and_html_are_kept() -> None:
    event = pretalx_event(
        1,
        subtitle="Et après",
        type="Lightning talk",
        recording_license="CC BY 4.0",
        abstract="<p>Un <b>pair</b></p>",
        links=[{"title": "Notes", "url": "/notes"}],
        attachments=[{"title": "Diapos", "url": "https://e.example/d.pdf"}],
        feedback_url="https://e.example/feedback",
    )
    content = pretalx(event).replace(
        b'"version": "1"', b'"version": "1", "base_url": "https://b.example"'
    )
    found = read_file(content, DAY)
    talk = found.programmes[0].sessions[0].talks[0]
    assert (talk.subtitle_fr, talk.type_name, talk.licence) == (
        "Et après",
        "Lightning talk",
        "CC BY 4.0",
    )
    assert talk.about_fr == "Un **pair**\n\nPlus long"
    assert talk.links == [
        {"title": "Notes", "url": "https://b.example/notes", "attachment": False},
        {"title": "Diapos", "url": "https://e.example/d.pdf", "attachment": True},
    ]
    assert [note.where for note in found.notes_about(About.NOT_KEPT)] == ["feedback_url"]


def test_a_title_too_long_is_cut_and_whole_in_the_description() -> None:
    title = "mot " * 100
    talk = talk_of(frab([[frab_event(1, 0, "09:00", title=title)]]))
    assert len(talk.title_fr) <= 300
    assert talk.about_fr.startswith(title.strip())


def test_a_new_line_a_document_type_and_entities_of_html_are_read() -> None:
    event = frab_event(1, 0, "09:00", title="Un@pair").replace("@", "&nbsp;")
    content = frab([[event]]).replace(b"?>\n", b"?>\n<!DOCTYPE schedule>\n", 1)
    assert talk_of(b"\n" + content).title_fr == "Un pair"


# Lists


@pytest.mark.parametrize(
    "header", ["Intervenant·e·s", "Speaker(s)", "authors", "Intervenant(e)s", "Présenté par"]
)
def test_columns_are_known_by_many_names(header: str) -> None:
    content = f"Titre;{header}\nx;Zoé Exemple, Léo Durand et Ana Díaz\n".encode()
    programme = read_file(content, DAY).programmes[0]
    assert [one.name for one in programme.speakers.values()] == [
        "Zoé Exemple",
        "Léo Durand",
        "Ana Díaz",
    ]


def test_people_of_one_cell_keep_their_affiliations() -> None:
    content = "Titre;Intervenants\nx;Zoé Exemple, IGE <br> Léo Durand, ISTerre\n".encode()
    found = read_file(content, DAY)
    assert [(one.name, one.affiliation) for one in found.programmes[0].speakers.values()] == [
        ("Zoé Exemple", "IGE"),
        ("Léo Durand", "ISTerre"),
    ]
    assert "Zoé Exemple (IGE)" in told(found, About.GUESS)[-1]


def test_a_column_that_is_not_known_is_told_and_may_be_named() -> None:
    content = b"Liste 2083\n\nTitre;Bizarre\nx;Grande salle\n"
    found = read_file(content, DAY)
    assert [note.where for note in found.notes_about(About.NOT_KEPT)] == ["Bizarre"]
    assert found.columns is not None
    assert (found.columns.header_line, found.columns.fields) == (3, ["title", ""])
    named = read_file(
        content, Frame(answers=Answers(zone="Europe/Paris", columns=["title", "room"]))
    )
    assert named.programmes[0].rooms == ["Grande salle"]
    nothing = read_file(b"Bizarre\nx\n", DAY)
    assert nothing.asked == {"columns"}


@pytest.mark.parametrize("name", ["é\x00b", "\ud800z", "1€", "<>", "x\u202e"])
def test_a_language_that_is_no_code_and_no_name_is_none(db: None, name: str) -> None:
    content = pretalx(pretalx_event(1)).replace(b'"language": "fr"', b'"language": NAME')
    with hats.person(None):
        found = talk_of(content.replace(b"NAME", json.dumps(name).encode()))
    assert "Talk 1" in str(found)
    assert found.language == ""
    assert name not in str(found)
    assert language_of("gsw") == "gsw"
    assert language_of("Français") == "fr"
