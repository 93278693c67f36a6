"""No cache between us and readers answers for us: what is withdrawn is gone at once, what a secret
address opens is kept nowhere."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.calls.models import Submitter
from entrepairs.calls.secret_links import path_of, secret_of
from entrepairs.calls.tests.calling import a_submission, an_open_call
from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.events.models import Event
from entrepairs.events.tests.making import a_study_day
from entrepairs.library import channels
from entrepairs.people.models import Person
from entrepairs.recordings.tests.making import asked, recording


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events/",
        "/library/",
        "/library/?q=canal",
        "/library/new.atom",
        "/outcomes/new.atom",
        "/vacancies/new.atom",
        "/oai?verb=Identify",
        "/sitemap-1.xml",
    ],
)
def test_what_everyone_reads_is_asked_for_again_each_time(
    client: Client, network: Network, path: str
) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-cache"


def test_what_a_secret_address_opens_is_kept_nowhere(
    client: Client, claire: Person, network: Any
) -> None:
    event = a_study_day(network.escale, claire, registers=True)
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(
            starts_on=timezone.localdate(), ends_on=timezone.localdate()
        )
    registered = client.post(
        f"{event.path}register/", {"name": "Zoé", "needs": "", "once": uuid4()}
    )["Location"]
    voice = asked(claire, recording(claire, network), "Zoé Lefèvre")
    offered = a_submission(an_open_call(network))
    with hats.system("test"):
        Submitter.objects.filter(submission=offered).update(digest=digest(secret_of(offered.key)))
    contribution = path_of(offered.key, secret_of(offered.key))
    for path in (
        contribution,
        registered,
        f"{registered}cancel/",
        f"/library/voice/{channels.private_address(voice.key, 0)}/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert {"private", "no-store"} <= set(
            answer.headers["Cache-Control"].replace(" ", "").split(",")
        )
