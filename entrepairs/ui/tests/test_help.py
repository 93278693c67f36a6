"""Help now, the first page, the language of pages, and the calm pages of errors."""

import io
import re
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from entrepairs.people.models import Person
from entrepairs.ui import errors, nav, source_archive


def test_help_now_answers_a_stranger_with_numbers_to_press(client: Client) -> None:
    page = client.get("/help/").content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:3114"' in page
    assert 'href="sms:114"' in page
    assert 'href="tel:114"' not in page
    assert page.index("tel:112") < page.index("tel:3114")


def test_help_now_speaks_french(client: Client) -> None:
    client.cookies["language"] = "fr"
    page = client.get("/help/").content.decode()
    assert "<h1" in page
    assert "Besoin d’aide maintenant" in page
    assert "Prévention du suicide" in page


def test_help_now_knows_other_countries_and_ignores_what_it_does_not_know(client: Client) -> None:
    assert 'href="tel:988"' in client.get("/help/?country=US").content.decode()
    assert 'href="tel:112"' in client.get("/help/?country=XX").content.decode()


def test_help_now_leads_out_without_saying_where_from(client: Client, settings: Any) -> None:
    page = client.get("/help/").content.decode()
    link = re.search(r'<a class="leave"[^>]*>', page)
    assert link
    assert 'href="/leave/"' in link[0]
    assert "noreferrer" in link[0]
    gone = client.get("/leave/")
    assert (gone.status_code, gone["Location"]) == (302, settings.EXIT_URL)
    assert gone["Referrer-Policy"] == "no-referrer"
    assert client.get("/help/").headers["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_every_page_has_help_now_one_press_away_without_a_query(
    client: Client, queries: Any
) -> None:
    client.get("/help/")
    with queries() as made:
        page = client.get("/").content.decode()
    assert 'href="/help/"' in page
    assert '<dialog class="dialog" id="help-dialog"' in page
    assert 'href="tel:3114"' in page
    assert not [sql for sql in made if "helpnumber" in sql]


def test_the_dialog_shows_numbers_sure_enough_and_few(client: Client) -> None:
    from entrepairs.vocabulary.help import urgent

    lines = urgent()
    assert len(lines) == 6
    assert [line.is_emergency for line in lines] == [True] * 3 + [False] * 3
    assert all(line.mark != "K" for line in lines)
    assert {"112", "114", "3114"} <= {line.number for line in lines}


def test_the_first_page_tells_a_stranger_what_this_is(client: Client) -> None:
    client.cookies["language"] = "fr"
    page = client.get("/")
    assert page.status_code == 200
    assert "L’entraide entre pairs, d’égal à égal" in page.content.decode()
    assert '<html lang="fr">' in page.content.decode()


def test_the_language_is_chosen_by_a_button_and_the_page_stays(client: Client) -> None:
    answer = client.post("/language/", {"language": "fr", "next": "/help/?country=US"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/help/?country=US"
    assert '<html lang="fr">' in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_the_language_button_leads_nowhere_else(client: Client, back: str) -> None:
    assert client.post("/language/", {"language": "fr", "next": back}).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    assert "language" not in client.post("/language/", {"language": "xx", "next": "/"}).cookies


def test_a_form_without_its_token_is_refused_and_says_what_to_do(db: None) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post("/language/", {"language": "fr", "next": "/"})
    assert answer.status_code == 403
    assert "This page has expired" in answer.content.decode()
    assert "language" not in answer.cookies


def test_what_is_not_there_is_said_calmly(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()
    assert 'href="/help/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.server_error, 500),
        (errors.unavailable, 503),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_calm_pages_need_no_database_and_have_the_numbers(
    view: Any, status: int, language: str
) -> None:
    with translation.override(language):
        answer = view(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}">' in page
    assert 'href="tel:112"' in page
    assert 'href="/help/"' in page


def test_a_calm_page_stands_even_when_the_numbers_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nav.add_to_pages("nowhere.html", "emergency")
    try:
        assert errors.server_error(RequestFactory().get("/")).status_code == 500
    finally:
        nav.included("emergency").remove("nowhere.html")


def test_a_stranger_can_read_how_it_works_and_take_the_source_code(client: Client) -> None:
    page = client.get("/about/").content.decode()
    assert 'href="/source.tar.gz"' in page
    with tarfile.open(fileobj=io.BytesIO(client.get("/source.tar.gz").content)) as tar:
        names = tar.getnames()
    assert "entrepairs-source/entrepairs/core/hats.py" in names
    assert "entrepairs-source/LICENSE" in names
    assert not [
        name
        for name in names
        if "__pycache__" in name or name.endswith((".mo", ".pyc")) or "/." in name[:-15]
    ]


def test_the_source_code_is_never_more_than_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "entrepairs"
    (package / ".hidden").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    for name in (
        "a.py",
        ".env",
        ".hidden/key",
        "../data/secret_key",
        "../secrets.txt",
    ):
        (package / name).write_text("x")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.hatch.build.targets.sdist]\nonly-include = ["pyproject.toml", "entrepairs"]\n'
    )
    (package / "link.py").symlink_to(tmp_path / "data/secret_key")
    monkeypatch.setattr(source_archive, "PACKAGE", package)
    assert [name for name, _path in source_archive.files()] == ["pyproject.toml", "entrepairs/a.py"]


def test_once_one_has_left_pages_stay_closed_until_someone_continues(
    amel: Person, as_person: Callable[..., Client]
) -> None:
    client = as_person(amel)
    assert "Amel" in client.get("/me/").content.decode()
    client.get("/leave/")
    for path in ("/me/", "/today/", "/help/", "/"):
        closed = client.get(path)
        assert "Page closed" in closed.content.decode()
        assert closed["Cache-Control"] == "no-store"
        for told in ("Amel", "Entrepairs", "Help"):
            assert told not in closed.content.decode()
    assert client.post("/leave/continue/").status_code == 303
    assert "Amel" in client.get("/me/").content.decode()
