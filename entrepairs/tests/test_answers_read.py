"""A test that looks for nothing on a page that is not there fails: see answers_read.py."""

from typing import Any

import pytest
from django.test import Client

from entrepairs.tests.answers_read import taken_for_pages, watched_answers

NOWHERE = "/events/aaaaaaaaaaaaaa/"  # absent
SIGN_IN = "/today/"  # a stranger is sent elsewhere


@pytest.mark.parametrize(("path", "status"), [(NOWHERE, 404), (SIGN_IN, 302)])
@pytest.mark.parametrize("read", [lambda a: a.content, lambda a: a.text, lambda a: a.getvalue()])
def test_words_of_what_is_no_page_are_not_read_without_asking_for_its_status(
    client: Client, path: str, status: int, read: Any
) -> None:
    with watched_answers() as answers:
        answer = client.get(path)
        assert taken_for_pages(answers) == []
        assert isinstance(read(answer), bytes | str)
        assert taken_for_pages(answers) == [f"GET {path} answered {status}"]
        assert answer.status_code == status
        assert taken_for_pages(answers) == []


def test_a_page_is_read_without_more(client: Client) -> None:
    with watched_answers() as answers:
        assert "Entrepairs" in client.get("/help/").content.decode()
        assert "Entrepairs" in client.get("/today/", follow=True).content.decode()
    assert taken_for_pages(answers) == []
