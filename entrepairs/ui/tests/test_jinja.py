"""The environment of the templates: the language of who reads, escaping, names that are missing,
one block of a page."""

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from jinja2 import UndefinedError


def test_a_template_is_written_in_the_language_of_the_page(client: Client) -> None:
    for language, words in (("fr", "Aide"), ("en", "Help now"), ("fr", "Aide")):
        client.cookies["language"] = language
        assert words in client.get("/help/").content.decode()


def test_a_template_speaks_the_language_of_the_moment() -> None:
    template = engines["jinja"].from_string('{{ _("Help now") }}, {{ 46|percent }}')
    said = []
    for language in ("en", "fr", "en"):
        with translation.override(language):
            said.append(template.render({}))
    assert said[0] == said[2] == "Help now, 46%"
    assert said[1] == "Besoin d’aide maintenant, 46\u00a0%"


def test_a_sentence_keeps_its_names_and_escapes_them() -> None:
    source = "{% trans name=who %}You and {{ name }}{% endtrans %}"
    assert engines["jinja"].from_string(source).render({"who": "<b>"}) == "You and &lt;b&gt;"


def test_a_name_that_was_never_given_is_a_mistake() -> None:
    with pytest.raises(UndefinedError, match="nobody"):
        engines["jinja"].from_string("{{ nobody }}").render({})


def test_the_words_of_a_view_win_over_those_of_every_page(rf: RequestFactory) -> None:
    page = engines["jinja"].get_template("ui/error.html")
    assert "<title>Mine" in page.render(
        {"title": "Mine", "lines": [], "language": "de"}, rf.get("/")
    )
    assert '<html lang="de">' in page.render(
        {"title": "Mine", "lines": [], "language": "de"}, rf.get("/")
    )


def test_one_block_of_a_page_is_drawn_by_itself(rf: RequestFactory) -> None:
    context = {"labels": ["Rennes"], "typed": "Ren", "typed_code": False}
    assert engines["jinja"].get_template("vocabulary/places.html#options").render(
        context, rf.get("/")
    ).split() == [
        "<option",
        'value="Rennes"></option>',
    ]
    with pytest.raises(TemplateDoesNotExist):
        engines["jinja"].get_template("vocabulary/places.html#nothing")


def test_mails_in_plain_text_are_not_escaped() -> None:
    text = render_to_string(
        "calls/mail.txt", {"news": "received", "page": "https://example.org/?a=1&b=2"}
    )
    assert "?a=1&b=2" in text


def test_a_page_without_a_message_has_no_cookie_of_messages(client: Client) -> None:
    assert "messages" not in client.get("/about/").cookies
