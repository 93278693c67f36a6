"""One transaction a request: what a page that fails has written is not kept."""

from collections.abc import Callable

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.people.models import Person

pytestmark = pytest.mark.urls("entrepairs.ui.tests.failing_pages")


@pytest.mark.parametrize(("status", "name"), [(200, "Amelle"), (422, "Amelle"), (503, "Amel")])
def test_an_answer_of_5xx_undoes_what_was_written_even_without_an_exception(
    amel: Person, as_person: Callable[[Person], Client], status: int, name: str
) -> None:
    assert as_person(amel).post(f"/write/{status}/").status_code == status
    with hats.system("test"):
        assert Person.objects.get(pk=amel.pk).name == name
