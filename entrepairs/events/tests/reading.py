"""Pages as the tests read them: there, and their words."""

from typing import Any

from django.test import Client
from lxml import html


def read_page(client: Client, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def read_form(client: Client, path: str, having: str) -> dict[str, str]:
    """What the form with that field would send as it stands."""
    forms = html.fromstring(read_page(client, path)).forms
    [form] = [form for form in forms if having in form.fields]
    return {name: value or "" for name, value in form.form_values()}
