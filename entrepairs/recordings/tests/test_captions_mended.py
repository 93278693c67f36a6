"""Captions as people have them: what is broken in a cue is mended and told, its words are kept."""

import io

import pytest
from webvtt import WebVTT

from entrepairs.recordings import captions
from entrepairs.recordings.captions import Cue

HEAD = "WEBVTT\n\n"


def read(text: str) -> list[tuple[int, int, str]]:
    return [(one.starts, one.ends, one.words) for one in captions.read_captions(text.encode()).cues]


@pytest.mark.parametrize(
    ("text", "cues", "line"),
    [
        ("00:03.000 --> 00:02.000\nx", [(3000, 7000, "x")], 3),  # backwards
        (
            "00:03.000 --> 00:03.000\nx\n\n00:04.000 --> 00:05.000\ny",
            [(3000, 4000, "x"), (4000, 5000, "y")],
            3,
        ),
        ("-00:03.000 --> 00:02.000\nx", [(0, 2000, "x")], 3),
        ("00:03.000 -->\nx", [(3000, 7000, "x")], 0),
        ("00:01.000 --> 00:03.000\nx\n\n00:04.000 --> 00:05.000", [(1000, 3000, "x")], 6),
        (
            "00:01.000 --> 00:03.000\nx\n00:04.000 --> 00:05.000\ny",
            [(1000, 3000, "x"), (4000, 5000, "y")],
            5,
        ),
        (
            "00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny",
            [(1000, 2000, "y"), (5000, 6000, "x")],
            6,
        ),
        (
            "00:01.000 --> 00:02.000\nx\n\n99:99:01.000 --> 99:99:02.000\ny",
            [(1000, 2000, "x y")],
            6,
        ),
        ("00:01.000 --> 00:02.000\nx\n\nthe end", [(1000, 2000, "x the end")], 6),
        (
            "00:01.000 --> 00:04.000\nx\n\n00:02.000 --> 00:05.000\ny",
            [(1000, 4000, "x"), (2000, 5000, "y")],
            6,
        ),
    ],
)
def test_one_bad_cue_is_mended_and_told_with_its_line(
    text: str, cues: list[tuple[int, int, str]], line: int
) -> None:
    found = captions.read_captions((HEAD + text).encode())
    assert [(one.starts, one.ends, one.words) for one in found.cues] == cues
    assert [number for number, _what in found.mended] == ([line] if line else [])


def test_more_words_than_a_screen_holds_are_cut_in_pieces() -> None:
    found = captions.read_captions((HEAD + "00:01.000 --> 00:02.000\n" + "mot " * 1000).encode())
    assert " ".join(one.words for one in found.cues) == ("mot " * 1000).strip()
    assert all(len(one.words) <= 2000 for one in found.cues)


def test_windows_1252_is_read_and_told() -> None:
    found = captions.read_captions("1\n00:00:01,000 --> 00:00:02,000\ncafé".encode("cp1252"))
    assert [one.words for one in found.cues] == ["café"]
    assert [line for line, _what in found.mended] == [3]


def test_what_a_speech_tool_shows_on_its_screen_is_read() -> None:
    text = "[00:00.000 --> 00:03.000]   Bonjour à tous.\n[00:03.000 --> 00:05.500]   Merci.\n"
    assert read(text) == [(0, 3000, "Bonjour à tous."), (3000, 5500, "Merci.")]


def test_only_known_tags_are_tags() -> None:
    assert read(
        HEAD + "00:01.000 --> 00:02.000\nsi a < b et c > d, <i>alors</i> <c.jaune>e</c>"
    ) == [(1000, 2000, "si a < b et c > d, alors e")]


def test_a_voice_is_one_however_it_is_written() -> None:
    text = (
        "00:01.000 --> 00:02.000\n<v Zoé :>un\n\n00:02.000 --> 00:03.000\nZoé : deux\n\n"
        "00:03.000 --> 00:04.000\nZoé: trois\n\n00:04.000 --> 00:05.000\nAttention : quatre\n\n"
        "00:05.000 --> 00:06.000\nLéo Durand:\ncinq"
    )
    found = captions.read_captions((HEAD + text).encode()).cues
    assert [(one.voice, one.words) for one in found] == [
        ("Zoé", "un"),
        ("Zoé", "deux"),
        ("Zoé", "trois"),
        ("", "Attention : quatre"),
        ("Léo Durand", "cinq"),
    ]


def test_a_name_on_its_own_line_is_who_speaks() -> None:
    zoom = "\n\n".join(
        f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\nZoé Exemple\nphrase {n}" for n in (1, 2, 3)
    )
    found = captions.read_captions((HEAD + zoom).encode()).cues
    assert [(one.voice, one.words) for one in found] == [
        ("Zoé Exemple", f"phrase {n}") for n in (1, 2, 3)
    ]
    for teams in (
        "Zoé Exemple   0:05\nBonjour.\nLéo Durand   0:09\nMerci.\n",
        "Zoé Exemple\n0:05\nBonjour.\n\nLéo Durand\n0:09\nMerci.\n",
    ):
        cues = captions.read_captions(teams.encode()).cues
        assert cues == [
            Cue(5000, 9000, "Bonjour.", "Zoé Exemple"),
            Cue(9000, 13000, "Merci.", "Léo Durand"),
        ]


def test_automatic_captions_that_roll_say_each_line_once() -> None:
    lines = [f"ligne {n}" for n in range(8)]
    blocks, at = [], 1
    for before, now in zip(["", *lines], lines, strict=False):
        both = f"{before}\n{now}" if before else now
        blocks.append(f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.990\n{both}")
        blocks.append(f"00:00:{at + 1:02}.990 --> 00:00:{at + 2:02}.000\n{now}")
        at += 2
    found = captions.read_captions((HEAD + "\n\n".join(blocks)).encode())
    assert [one.words for one in found.cues] == lines
    assert "roll" in found.mended[0][1]
    refrain = HEAD + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{w}" for n, w in enumerate("aabc"))
    assert [words for _starts, _ends, words in read(refrain)] == ["a", "a", "b", "c"]


def test_what_is_written_is_read_by_another_reader() -> None:
    text = (
        HEAD
        + "00:03.000 --> 00:02.000\n<v Zoé & Léo>si a < b\n\n-00:01.000 --> 00:02.000\n<b>x</b>"
    )
    cues = captions.read_captions(text.encode()).cues
    written = captions.write_webvtt(cues)
    other = WebVTT.from_buffer(io.StringIO(written), format="vtt").captions
    assert [one.start_time.in_milliseconds() for one in other] == [one.starts for one in cues]
    assert [one.end_time.in_milliseconds() for one in other] == [one.ends for one in cues]
    assert captions.read_captions(written.encode()).cues == cues
