"""What is kept on another site: said before it is asked for, played after a press."""

import re
from typing import Any

import pytest
from django.test import Client

from entrepairs.library.tests.making import draft, published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.recordings.elsewhere import find_player

VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"
UUID = "8ec5493f-1460-4f0d-933f-af965461cfb6"


@pytest.mark.parametrize(
    ("address", "name", "player"),
    [
        (VIDEO, "YouTube", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        (
            "https://m.youtube.com/watch?list=x&v=abcdefghijk&t=3",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        (
            "https://youtu.be/abcdefghij-?t=9",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/abcdefghij-",
        ),
        ("https://vimeo.com/12345678", "Vimeo", "https://player.vimeo.com/video/12345678?dnt=1"),
        (
            "https://www.dailymotion.com/video/x8abcd_titre",
            "Dailymotion",
            "https://geo.dailymotion.com/player.html?video=x8abcd",
        ),
        (
            "https://archive.org/details/une-marche",
            "Internet Archive",
            "https://archive.org/embed/une-marche",
        ),
        (
            f"https://tube.example.org/videos/watch/{UUID}",
            "tube.example.org",
            f"https://tube.example.org/videos/embed/{UUID}?peertubeLink=0",
        ),
        (
            "https://tube.example.org/w/d6ZiUHJRxpjoZKSeetjSXe",
            "tube.example.org",
            "https://tube.example.org/videos/embed/d6ZiUHJRxpjoZKSeetjSXe?peertubeLink=0",
        ),
        (
            "https://sons.example/La%20marche.MP3",
            "sons.example",
            "https://sons.example/La%20marche.MP3",
        ),
    ],
)
def test_a_player_is_known_by_the_address(address: str, name: str, player: str) -> None:
    found = find_player(address)
    assert found is not None
    assert (found.name, found.address) == (name, player)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com/@canal",
        "https://youtube.com.example.org/watch?v=abcdefghijk",
        "https://example.org/?u=https://youtu.be/abcdefghijk",
        "https://example.org/paper.pdf",
        "https://me:secret@example.org/a.mp3",
        "https://vimeo.com/12345678/settings",
        "https://a.example;script-src *;/a.mp3",
        "https://a.example:port/a.mp3",
        "",
    ],
)
def test_what_is_no_player_is_a_link_alone(address: str) -> None:
    assert find_player(address) is None


def test_the_page_says_where_it_is_and_asks_nothing_there(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network, kind="recording", url=VIDEO)
    answer = client.get(one.path)
    page = body(answer)
    assert "Stored on another site: YouTube" in page
    assert f'href="{one.path}play/"' in page
    loaded = re.findall(r'(?:src|srcset|poster|action)="([^"]*)"', page)
    assert len(loaded) > 1
    assert [address for address in loaded if not address.startswith("/")] == []
    assert "youtube" not in answer["Content-Security-Policy"]


def test_after_a_press_that_site_alone_is_let_in(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network, kind="recording", url=VIDEO)
    answer = client.get(f"{one.path}play/", headers={"sec-fetch-site": "same-origin"})
    page = body(answer)
    assert '<iframe class="film" src="https://www.youtube-nocookie.com/embed/abcdefghijk"' in page
    assert "frame-src https://www.youtube-nocookie.com;" in answer["Content-Security-Policy"] + ";"
    assert "script-src 'self';" in answer["Content-Security-Policy"]
    from_elsewhere = client.get(f"{one.path}play/", headers={"sec-fetch-site": "cross-site"})
    assert from_elsewhere["Location"] == one.path


def test_there_is_nothing_to_play_of_what_is_hidden_or_no_video(
    claire: Person, network: Any, client: Client
) -> None:
    hidden = draft(claire, network, kind="recording", url=VIDEO)
    text = published(claire, network, kind="recording", url="https://example.org/texte")
    book = published(claire, network, kind="book", url=VIDEO)
    for one in (hidden, text, book):
        assert client.get(f"{one.path}play/").status_code == 404
    assert "Open on its site" in body(client.get(text.path))
    assert "Stored on another site" not in body(client.get(book.path))
