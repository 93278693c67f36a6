"""Descriptions: Markdown shown as safe HTML, and the HTML of other programs taken as Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepairs.ui.markdown import (
    TAGS,
    line_from_html,
    markdown,
    markdown_as_text,
    markdown_from_html,
)


def test_what_people_write_is_shown_as_they_mean_it() -> None:
    made = markdown("**Parler**\nensemble\n\n- un\n- deux\n\n[le lieu](https://example.org/a)")
    assert made.startswith("<p><strong>Parler</strong><br>\nensemble</p>")
    assert "<li>un</li>" in made
    assert '<a href="https://example.org/a" rel="noopener noreferrer nofollow">le lieu</a>' in made


def test_a_heading_is_no_heading_of_the_page() -> None:
    assert markdown("# Midi\n\nAprès\n===") == '<p class="h3">Midi</p>\n<p class="h3">Après</p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hello)",
        "![x](https://spy.example/seen.png)",
        "<img src=x onerror=alert(1)>",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_in_it_runs_or_tells_who_reads(text: str) -> None:
    made = markdown(f"Voici : {text} et la suite")
    assert "la suite" in made
    assert not re.search(r"<(script|img)|href=\"(javascript|data)", made)


@settings(max_examples=100)
@given(st.text(st.sampled_from("<>[]()*_`#-&;:/!ax\n \"'="), max_size=60))
def test_whatever_is_written_has_known_tags_only(text: str) -> None:
    assert {tag.strip("/") for tag in re.findall(r"</?([a-z0-9]+)", markdown(text))} <= TAGS


def test_html_of_elsewhere_is_taken_as_markdown() -> None:
    html = (
        "<p>Un <b>pair</b>,<br/>un "
        "a_mi</p><ul><li>un</li><li>deux</li></ul><script>alert(1)</script>"
    )
    assert markdown_from_html(html) == "Un **pair**,\nun a\\_mi\n\n- un\n- deux"
    assert (
        line_from_html("Être <em>pair</em>,<br>ensemble &amp; égaux")
        == "Être pair, ensemble & égaux"
    )


@pytest.mark.parametrize("text", ["si a < b et c > d", "**gras**", "x <3 y", ""])
def test_what_is_no_html_stays_as_it_is(text: str) -> None:
    assert (markdown_from_html(text), line_from_html(text)) == (text, text)


def test_where_no_mark_up_may_be_the_words_are_left() -> None:
    assert markdown_as_text("**Tom** & [Zoé](https://example.org) < 3") == "Tom & Zoé < 3"
