"""The service worker: what a browser keeps, and how it goes."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from entrepairs.ui import offline


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Pas de connexion"), ("en", "No connection")]
)
def test_the_worker_stands_before_every_page_and_keeps_public_ones_in_the_language_asked(
    client: Client, language: str, title: str
) -> None:
    answer = client.get(f"/service-worker.js?hl={language}")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    for page in ("/help/", "/easy/help/"):
        assert f'"{page}": "{page}?hl={language}"' in script
    assert title in client.get(f"/offline/?hl={language}").text


def test_what_is_kept_is_there_and_the_same_for_everybody(
    client: Client, amel: Any, as_person: Any
) -> None:
    script = client.get("/service-worker.js?hl=en").content
    assert as_person(amel).get("/service-worker.js?hl=en").content == script
    kept = offline.kept()
    for name in offline.FILES:
        assert (offline.HERE / "static" / name).is_file()
    pages: Any = kept["pages"]
    for place in (*pages.values(), kept["offline"]):
        assert client.get(str(place)).status_code == 200


def test_the_worker_is_another_one_when_what_it_keeps_changes(
    monkeypatch: Any, tmp_path: Path
) -> None:
    before = offline.version()
    numbers = next(path for path in offline._sources if path.name == "help_numbers.yaml")
    assert numbers.is_file()
    changed = tmp_path / "numbers.yaml"
    changed.write_text(numbers.read_text() + "\n# another number")
    monkeypatch.setattr(offline, "_sources", [changed])
    assert offline.version() != before


def test_where_it_is_turned_off_its_address_removes_it(client: Client, settings: Any) -> None:
    assert "data-worker" in client.get("/about/").text
    settings.OFFLINE = False
    assert "data-worker" not in client.get("/about/").text
    script = client.get("/service-worker.js").content.decode()
    assert "unregister()" in script
    assert "KEPT" not in script


@pytest.mark.parametrize(("language", "help_now"), [("fr", "Besoin"), ("en", "Help")])
def test_a_phone_keeps_the_site_beside_its_applications(
    client: Client, language: str, help_now: str
) -> None:
    page = client.get(f"/about/?hl={language}").text
    assert f'<link rel="manifest" href="/site.webmanifest?hl={language}">' in page
    told = client.get(f"/site.webmanifest?hl={language}").json()
    assert (told["lang"], told["start_url"], told["scope"]) == (language, "/", "/")
    assert told["display"] == "standalone"
    assert told["shortcuts"][0]["name"].startswith(help_now)
    assert client.get(told["shortcuts"][0]["url"]).status_code == 200
    for scheme in ("light", "dark"):
        assert f'<meta name="theme-color" media="(prefers-color-scheme: {scheme})"' in page
