"""No other site draws what is here into its pages: it is said on every answer."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address", ["/", "/enter/", "/help/", "/nothing/", "/static/ui/app.css", "/pairs/", "/healthz"]
)
def test_every_answer_says_it(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {200, 302, 404}
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
