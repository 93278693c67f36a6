"""What files tell, and what is said of those that are wrong: where, what, and in the language of
the person who reads."""

import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import translation

from entrepairs.core import hats
from entrepairs.schedules.formats.read_any import read_file
from entrepairs.schedules.formats.read_model import About, FileRead, Frame, Unreadable
from entrepairs.schedules.tests.files import CSV, frab, frab_event, pretalx, pretalx_event

pytestmark = pytest.mark.usefixtures("db")  # names of languages are read there
HERE = Frame("Europe/Paris", "fr", dt.date(2083, 3, 26), dt.date(2083, 3, 28))
EXPEERTS = Path(__file__).parent.parent / "data" / "expeerts.json"


def read(content: bytes, frame: Frame) -> FileRead:
    with hats.person(None):
        return read_file(content, frame)


def said(content: bytes, frame: Frame = HERE) -> list[str]:
    return [f"{note.where}: {note.what}" for note in read(content, frame).notes]


def good(content: bytes, frame: Frame = HERE) -> FileRead:
    found = read(content, frame)
    assert found.notes_about(About.DOUBT, About.COLLIDES, About.NOT_KEPT) == []
    assert found.asked == set()
    return found


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


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"<rss></rss>", "Line 1: this is XML, but not a schedule"),
        (frab([[frab_event(1, 0, "09:00")]])[:-40], "Line [0-9]+: the file is cut short"),
        (b"<schedule>\n<day>\n</schedule>", "Line 3: this is not well-formed XML"),
        (b"<schedule>&nope;</schedule>", "Line 1: .*entity"),
        (b'<?xml version="1.0" encoding="klingon"?><schedule/>', "encoding"),
        ("<schedule>\n<t>é</t></schedule>".encode("latin-1"), "Line 2"),
        (
            b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c '
            b'"&b;&b;&b;">]><schedule>&c;</schedule>',
            "declares entities",
        ),
        (
            b'<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><schedule>&f;</schedule>',
            "declares entities",
        ),
        (
            b'<!DOCTYPE s [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><schedule/>',
            "declares entities",
        ),
        (b"<schedule>" + b"<a>" * 500 + b"</a>" * 500 + b"</schedule>", "too deep"),
        (b"<schedule>" * 5000, "too deep"),
        (b'{"schedule": {\n"conference": ', "Line 2: the file is cut short"),
        (b'{"a": 1}', "no schedule"),
        (b"[1, 2]", "no schedule"),
        (b'{"schedule":\n {"x": }}', "Line 2: this is not well-formed JSON"),
        (b'{"schedule":\n "\xff"}', "Line 2: its encoding"),
        (b'{"schedule":' + b"[" * 200_000, "deep"),
        (b'{"schedule": ' + b"1" * 5000 + b"}", "deep|long"),
        (b'title;day\n"x;y\n', "cut short"),
        (b"title\n\x00\x00", "not a text file"),
        (b"x" * 12_000_001, "too large"),
    ],
)
def test_a_file_of_which_nothing_can_be_made_is_refused_with_the_line(
    content: bytes, why: str
) -> None:
    with pytest.raises(Unreadable, match=why):
        read_file(content, HERE)


def one(**more: str) -> bytes:
    start = more.pop("begins", "09:00")
    day = int(more.pop("day", "0"))
    rooms: list[list[str]] = [[] for _ in range(day)]
    return frab([*rooms, [frab_event(1, day, start, **more)]])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (one(title=""), "line 10: there is no title"),
        (
            one(title="x" * 301),
            "line 10: “x{40}…” is 301 letters long: the title is cut",
        ),
        (one(persons=f"<person>{'ن' * 301}</person>"), "is 301 letters long: 300 were kept"),
        (one(persons="<person></person>"), "a person without a name"),
        (one(duration="-00:30"), "line 9: it ends before it starts"),
        (one(duration="00:00"), "its length is zero: no times"),
        (one(duration="un peu"), "line 9: the length “un peu” is not understood"),
        (one(duration=""), "line 9: there is no end and no length"),
        (one(date="2083-02-30T09:00:00+01:00"), "line 7: the date .* is not understood"),
        (one(date="", start="25:00"), "line 8: the hour “25:00” is not understood"),
        (one(date="", start=""), "no day or no start"),
        (one(day="2", date="2083-03-28T02:30:00"), "clocks go forward"),
        (one(day="1", date="", start="02:30"), "clocks go forward"),
        (one(date="2031-01-01T09:00:00+01:00"), "outside the days of the event"),
        (one(track="x" * 121), "121 letters long: 120 were kept"),
        (
            frab([[frab_event(1, 0, "09:00") + frab_event(1, 0, "10:00")]]),
            "another entry has the same identifier",
        ),
        (b"<schedule><conference/></schedule>", "no <day> with a <room>"),
        (
            pretalx(pretalx_event(1, date=None, start=None)),
            r"days\[0\].rooms\['Grande salle'\]\[0\].start|no end|no start",
        ),
        (
            pretalx("not an event"),
            r"schedule.conference.days\[0\].rooms\['Grande salle'\]\[0\]: an object in braces",
        ),
        (pretalx(pretalx_event(1, title=["a"])), r"\[0\].title: words are expected here"),
        (pretalx(pretalx_event(1, title="a\x00b")), "not text were removed"),
        (pretalx(pretalx_event(1, persons={"a": 1})), r"persons: a list in brackets"),
        (pretalx(days=None), "schedule.conference.days: this key is missing"),
        (pretalx(days=[3]), r"days\[0\]: an object in braces"),
        (
            pretalx(pretalx_event(1), time_zone_name="Mars/Base"),
            "no time zone is called “Mars/Base”",
        ),
        (b'{"schedule": {}}', "schedule.conference: this key is missing"),
        (b'{"events": [3]}', r"events\[0\]: an object in braces"),
        (
            b'{"events": [{"title": {"en": "x"}, "starts_on": "2083-13-01", "ends_on": '
            b'"2083-03-26"}]}',
            r"events\[0\].starts_on: the date",
        ),
        (b'{"events": [{"title": "x"}]}', r"events\[0\].title: there is no title"),
        (
            b'{"events": [{"title": {"en": "x"}, "sessions": 3, "kind": "party"}]}',
            r"events\[0\].sessions: a list",
        ),
        (CSV.replace("9h30;10h15", "10h15;9h30").encode(), "line 3: it ends before it starts"),
        (
            CSV.replace("26/03/2083;11h", "31/02/2083;11h").encode(),
            "line 5: the date “31/02/2083” is not understood",
        ),
        (CSV.replace("Écrire ensemble", "").encode(), "line 5: there is no title"),
    ],
)
def test_each_mistake_is_told_with_its_line_or_key(content: bytes, why: str) -> None:
    import re

    assert any(re.search(why, line) for line in said(content)), said(content)


def test_mistakes_are_told_in_french_to_who_reads_french() -> None:
    with translation.override("fr"):
        assert said(one(duration="-00:30")) == [
            "ligne\xa09: la fin est avant le début : pas d’horaires"
        ]
        with pytest.raises(Unreadable, match="Ligne\xa02"):
            read_file(b"<schedule>\n<day></schedule>", HERE)


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


def test_numbers_of_people_that_are_no_text_are_told() -> None:
    found = said(
        pretalx(pretalx_event(1, persons=[{"id": "ODD", "name": "Nour"}])).replace(
            b"ODD", rb"\ud800"
        )
    )
    assert found == [
        (
            "schedule.conference.days[0].rooms['Grande salle'][0].persons[0]: "
            "characters that are not text were removed"
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32", "shift_jis"])
def test_an_encoding_that_cannot_be_read_is_told(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><schedule></schedule>'.encode()
    with pytest.raises(Unreadable, match="encoding is unknown"):
        read_file(content, HERE)


def test_right_to_left_names_stay_and_signs_that_would_turn_the_page_go() -> None:
    persons = "<person>\u202eآمال بن علي\u202c</person><person>שרה כהן</person>"
    programme = good(one(persons=persons)).programmes[0]
    assert [s.name for s in programme.speakers.values()] == ["آمال بن علي", "שרה כהן"]


def test_a_name_of_300_letters_is_kept_whole() -> None:
    programme = good(one(persons=f"<person>{'é' * 300}</person>")).programmes[0]
    assert len(next(iter(programme.speakers.values())).name) == 300


def test_a_file_full_of_mistakes_stops_telling_them() -> None:
    assert (
        len(said(frab([["".join(frab_event(n, 0, "09:00", title="") for n in range(600))]]))) == 500
    )
