"""Requests as people make them here, and as a coordinator notes them of a paper."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.rights.models import DataRequest
from entrepairs.tests.posting import As, once

DAY = timedelta(days=1)
PAGE = "/me/data/requests/"


def asked(person: Person, as_person: As, kind: str = "correct") -> DataRequest:
    page = as_person(person).post(PAGE, once(kind=kind, words="Mon nom est mal écrit"), follow=True)
    assert "Sent. You can follow it on this page." in page.text
    return latest()


def latest() -> DataRequest:
    with hats.system("test"):
        return DataRequest.objects.latest("pk")


def noted(coordinator: Person, person: Person, as_person: As, network: Any, **more: str) -> Any:
    told = {"person": str(person.pk), "standing": "self", "kind": "access", "words": ""}
    told |= {"came_on": f"{timezone.localdate() - DAY:%Y-%m-%d}", **more}
    path = f"/organisations/{network.escale.key}/requests/"
    return as_person(coordinator).post(path, once(**told), follow=True)
