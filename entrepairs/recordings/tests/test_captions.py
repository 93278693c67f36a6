"""Captions: read from what people have, told with the line what is wrong, written again with
nothing else in them."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepairs.recordings import captions
from entrepairs.recordings import chapters as transcripts
from entrepairs.recordings.captions import Cue, Unreadable
from entrepairs.recordings.paragraphs import LONGEST, group_moments, group_paragraphs

HEAD = "WEBVTT\n\n"


def test_names_and_words_are_read_and_nothing_else_is_kept() -> None:
    text = """WEBVTT - Journée

STYLE
::cue { background: url(https://elsewhere.example/spy) }

NOTE made by hand

1
00:01.000 --> 00:02.500 align:start position:10%
<v.loud Amel &amp; co>Ce <i>qui</i> aide &lt;vraiment&gt;</v>
<v Bruno>Oui.

00:01:03.000 --> 00:01:05.000
<c.x><script>alert(1)</script>Fin
"""
    read = captions.read_captions(text.encode())
    assert read.cues == [
        Cue(1000, 2500, "Ce qui aide <vraiment>", "Amel & co"),
        Cue(1000, 2500, "Oui.", "Bruno"),
        Cue(63000, 65000, "<script>alert(1)</script>Fin"),
    ]
    written = captions.write_webvtt(read.cues)
    assert "url(" not in written
    assert "<script" not in written
    assert captions.read_captions(written.encode()).cues == read.cues


def test_subrip_is_taken_and_written_as_webvtt() -> None:
    text = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<b>Salut</b> "
        "{\\an8}\r\n\r\n2\r\n00:00:03,500 --> 00:00:04,000\r\nOui\r\n"
    )
    read = captions.read_captions(b"\xef\xbb\xbf" + text.encode())
    assert [(one.starts, one.words) for one in read.cues] == [(1000, "Salut"), (3500, "Oui")]
    assert captions.write_webvtt(read.cues).startswith(
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nSalut\n"
    )


def test_a_text_with_times_is_taken() -> None:
    read = captions.read_captions("[0:05] Amel: Bonjour\nà tous\n\n(1:02:03) Oui".encode("utf-16"))
    assert read.cues == [Cue(5000, 3723000, "Bonjour à tous", "Amel"), Cue(3723000, 3727000, "Oui")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Once upon a time", 1),
        ("0:05 Bonjour\n0:61 Oui", 2),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as trouble:
        captions.read_captions(text.encode())
    assert (trouble.value.line, f"Line {line}:" in str(trouble.value)) == (line, True)


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\n", HEAD.encode(), b"WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>", b"x" * 2_000_001],
)
def test_what_holds_no_words_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable):
        captions.read_captions(data)


def test_chapters_are_one_a_line_or_a_file_of_captions() -> None:
    assert transcripts.parse_chapters("0:00 Accueil\n\n12:34 – Ce qui aide") == [
        (0, "Accueil"),
        (754000, "Ce qui aide"),
    ]
    assert transcripts.parse_chapters(HEAD + "00:01.000 --> 00:09.000\nAccueil") == [
        (1000, "Accueil")
    ]
    assert transcripts.parse_chapters("") == []
    for wrong in ("Accueil", "0:00", "0:00 a\n0:00 b", "\n".join(f"{n}:00 x" for n in range(201))):
        with pytest.raises(Unreadable):
            transcripts.parse_chapters(wrong)


plain = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=30)


@st.composite
def talks(draw: st.DrawFn) -> list[Cue]:
    """Cues as people make them: one after another, with silences, by a few voices."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 40))):
        at += draw(st.integers(0, 8000))
        ends = at + draw(st.integers(1, 90_000))
        found.append(Cue(at, ends, draw(plain), draw(st.sampled_from(["", "Amel", "Bruno"]))))
        at = ends
    return found


@settings(max_examples=60)
@given(talks())
def test_paragraphs_and_moments_lose_nothing_and_keep_their_order(cues: list[Cue]) -> None:
    for parts in (
        group_paragraphs(cues),
        [one for together in group_moments(cues) for one in together],
    ):
        assert said(parts) == said(cues)
        assert [one.starts for one in parts] == sorted(one.starts for one in parts)
    for one in group_paragraphs(cues):
        assert one.ends - one.starts <= LONGEST or one in cues
    for together in group_moments(cues):
        assert together[-1].ends - together[0].starts <= LONGEST or len(together) == 1


def said(parts: Sequence[Cue]) -> str:
    return " ".join(one.words for one in parts)


@settings(max_examples=60)
@given(talks())
def test_what_is_written_is_read_again_the_same(cues: list[Cue]) -> None:
    clean = [
        Cue(one.starts, one.ends, captions.plain_text(one.words) or "x", one.voice) for one in cues
    ]
    if clean:
        assert captions.read_captions(captions.write_webvtt(clean).encode()).cues == clean


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    for head in (
        b"",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
        b"1\n00:00:01,000 --> 00:00:02,000\n",
    ):
        with suppress(Unreadable):
            assert captions.read_captions(head + data).cues
