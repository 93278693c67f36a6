"""The calendar as the tests read it: there, and its words."""

import re

from django.test import Client

from entrepairs.tests.pages import main_part


def read(client: Client, address: str = "") -> str:
    answer = client.get(f"/calendar/{address}")
    assert answer.status_code == 200
    page = re.sub(r"\s+", " ", main_part(answer))
    assert 'id="period"' in page
    return page
