"""Mistakes of a file: each told with its line or key, in the language of the reader."""

import pytest
from django.utils import translation

from entrepairs.schedules.formats.read_any import read_file
from entrepairs.schedules.formats.read_model import Unreadable
from entrepairs.schedules.tests.files import CSV, frab, frab_event, pretalx, pretalx_event
from entrepairs.schedules.tests.reading import HERE, one, said

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


def test_a_file_full_of_mistakes_stops_telling_them() -> None:
    assert (
        len(said(frab([["".join(frab_event(n, 0, "09:00", title="") for n in range(600))]]))) == 500
    )
