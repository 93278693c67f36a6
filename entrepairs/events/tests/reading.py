"""Pages as the tests read them: there, and their words."""

from typing import Any

from django.test import Client


def read_page(client: Client, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())
