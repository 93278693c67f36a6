"""The house style, as far as a machine can see it."""

import re
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog

from entrepairs.engine import wording


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("en", "You have one way in.", "ways? in|way in"),
        ("fr", "Une adresse de courriel", "courriel"),
        ("fr", "Le code de %(name)s", "a name after que, de"),
        ("fr", "Ce que %(who)s cherche", "a name after que, de"),
        ("fr", "Invitation envoyée à %(name)s.", "a full stop"),
        ("en", "Invited until %(date)s. Say yes or no.", "a full stop"),
        ("en", "Welcome!", "exclamation"),
        ("fr", "Vos directives anticipées", "plan de prévention partagé"),
        ("en", "Your advance directive", "shared prevention plan"),
        ("fr", "Vous êtes inscrit·e", "a middle dot"),
        ("fr", "Patient expert ou patiente experte", "once"),
        ("en", f"{'and so on ' * 9}", "more than 25 words"),
    ],
)
def test_what_pages_never_say_is_found(language: str, text: str, why: str) -> None:
    assert any(re.search(why, problem) for problem in wording.wrong_words(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Membre depuis le %(since)s : %(organisation)s"),
        ("fr", "Reste %(count)s de %(number)s."),
        ("fr", "Un groupe pour les proches aidants"),
        ("fr", "Ville ou village, document ou enregistrement, votre carte ou votre code"),
        ("en", "Try again in %(minutes)s."),
        ("en", f"{'one two three four five six. ' * 9}"),
    ],
)
def test_days_numbers_and_short_sentences_are_left_alone(language: str, text: str) -> None:
    assert not list(wording.wrong_words(text, language))


def test_a_term_has_one_text_in_french() -> None:
    catalog = Catalog(locale="fr")
    catalog.add("Withdraw the invitation", "Retirer la proposition")
    catalog.add("Send the invitation", "Envoyer l’invitation")
    [problem] = wording.wrong_in_catalog(catalog)
    assert "invitation" in problem
    assert "Withdraw" in problem


def test_the_words_of_data_files_are_read_too(tmp_path: Path) -> None:
    folder = tmp_path / "room" / "data"
    folder.mkdir(parents=True)
    labels = [{"key": "a", "fr": "un courriel", "en": "an email"}, {"fr_hint": "Vous tous !"}]
    (folder / "a.yaml").write_text(yaml.safe_dump({"concepts": labels}, allow_unicode=True))
    found = list(wording.wrong_in_data(tmp_path))
    assert len(found) == 2
    assert all(problem.startswith("room/data/a.yaml") for problem in found)
