"""What files tell, and what is said of those that are wrong: where, what, and in the language of
the person who reads."""

import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest

from entrepairs.core import hats
from entrepairs.schedules.formats.read_model import Frame
from entrepairs.schedules.tests.files import CSV, frab, frab_event, pretalx, pretalx_event
from entrepairs.schedules.tests.reading import good, one

pytestmark = pytest.mark.usefixtures("db")  # names of languages are read there
EXPEERTS = Path(__file__).parent.parent / "data" / "expeerts.json"


def test_a_frab_file_is_read_whole() -> None:
    event = frab_event(
        7,
        0,
        "09:00",
        type="Keynote",
        persons='<person id="1">Nour</person><person id="2">Ana</person>',
    )
    programme = good(frab([[event]])).programmes[0]
    session = programme.sessions[0]
    assert programme.told["title_fr"] == "Être pair"
    assert (session.kind, session.room, session.track) == (
        "plenary",
        "Salle 1",
        ("Savoirs", "", "", ""),
    )
    talk = session.talks[0]
    assert (talk.guid, talk.title_fr, talk.about_fr) == (UUID(int=7), "Talk 7", "Sur 7")
    assert talk.starts_at == dt.datetime(2083, 3, 26, 8, tzinfo=dt.UTC)
    assert talk.ends_at == dt.datetime(2083, 3, 26, 8, 30, tzinfo=dt.UTC)
    assert [programme.speakers[guid].name for guid in talk.speakers] == ["Nour", "Ana"]
    assert session.guid != talk.guid


def test_a_break_without_anybody_is_a_session_without_a_talk() -> None:
    programme = good(
        frab([[frab_event(1, 0, "12:00", type="Lunch break", persons="")]])
    ).programmes[0]
    assert [(s.kind, s.talks) for s in programme.sessions] == [("break", [])]


def test_a_pretalx_file_is_read_whole() -> None:
    programme = good(pretalx(pretalx_event(1, language="en", do_not_record=True))).programmes[0]
    session, talk = programme.sessions[0], programme.sessions[0].talks[0]
    assert (session.kind, session.room) == ("workshop", "Grande salle")
    assert (talk.title_en, talk.title_fr, talk.language, talk.not_recorded) == (
        "Talk 1",
        "",
        "",  # that of the file
        True,
    )
    assert [(s.name, s.about_en) for s in programme.speakers.values()] == [("Personne 1", "Paire")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_is_read_in_any_usual_encoding_with_any_usual_separator(
    encoding: str, separator: str
) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(csv.reader(io.StringIO(CSV), delimiter=";"))
    programme = good(out.getvalue().encode(encoding)).programmes[0]
    assert [(s.title, s.kind, len(s.talks)) for s in programme.sessions] == [
        ("Accueil", "break", 0),
        ("Ouverture", "plenary", 2),
        ("Écrire ensemble", "workshop", 1),
    ]
    assert {s.name for s in programme.speakers.values()} == {
        "Nour El Amrani",
        "Ana Díaz",
        "Zoé Œuvrard",
    }
    opening = programme.sessions[1]
    assert (opening.starts_at, opening.ends_at) == (
        opening.talks[0].starts_at,
        opening.talks[1].ends_at,
    )


def test_the_expeerts_file_is_read_whole() -> None:
    with hats.person(None):
        first, second = good(EXPEERTS.read_bytes(), Frame()).programmes
    assert (len(first.sessions), len(first.materials), first.told["series"]) == (3, 8, "EXPEERTs")
    assert first.sessions[2].talks[0].title_en.startswith("Professionalization of peer support")
    assert not any(session.title_fr for session in first.sessions)
    assert first.told["place"].name == "Rennes"
    assert (second.told["online"], second.told["kind"], second.sessions) == (True, "study_day", [])
    names = [speaker.name for speaker in first.speakers.values()]
    assert names.count("Eve Gardien") == 1
    assert {m.kind for m in first.materials} == {
        "programme",
        "poster",
        "proceedings",
        "slides",
        "recording",
        "announcement",
    }


pytestmark = pytest.mark.django_db


def test_a_talk_across_a_clock_change_lasts_as_long_as_it_says() -> None:
    programme = good(
        one(day="2", begins="01:30", date="2083-03-28T01:30:00+01:00", duration="02:00")
    ).programmes[0]
    talk = programme.sessions[0].talks[0]
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    assert talk.ends_at.astimezone(dt.UTC) - talk.starts_at.astimezone(dt.UTC) == dt.timedelta(
        hours=2
    )
    assert f"{talk.ends_at:%H:%M}" == "04:30"


@pytest.mark.parametrize(
    ("start", "change", "day"),
    [
        ("00:30", "", 27),
        ("00:30", "04:00:00", 27),
        ("00:30", "00:00", 26),
        ("08:30", "09:00:00", 26),
        ("9:00", "", 26),
    ],
)
def test_after_midnight_without_a_date_it_is_the_night_of_that_day(
    start: str, change: str, day: int
) -> None:
    """As pentabarf writes it: the day of the file, and the hour alone."""
    content = frab([[frab_event(1, 0, start, date="")]]).replace(
        b"</conference>", f"<day_change>{change}</day_change></conference>".encode()
    )
    [talk] = good(content).programmes[0].sessions[0].talks
    assert talk.starts_at is not None
    assert (talk.starts_at.day, talk.starts_at.minute) == (day, int(start[-2:]))


def test_right_to_left_names_stay_and_signs_that_would_turn_the_page_go() -> None:
    persons = "<person>\u202eآمال بن علي\u202c</person><person>שרה כהן</person>"
    programme = good(one(persons=persons)).programmes[0]
    assert [s.name for s in programme.speakers.values()] == ["آمال بن علي", "שרה כהן"]


def test_a_name_of_300_letters_is_kept_whole() -> None:
    programme = good(one(persons=f"<person>{'é' * 300}</person>")).programmes[0]
    assert len(next(iter(programme.speakers.values())).name) == 300
