"""Fixtures of every test: the six people, their network, and clients signed in as them."""

import gc
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from entrepairs import testing
from entrepairs.core import hats
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.tests.answers_read import taken_for_pages, watched_answers
from entrepairs.vocabulary import queries as vocabulary

# How long an example takes tells of the machine, not of the code.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")


def pytest_collection_finish() -> None:
    """What was imported stays: to look through it again and again is a tenth of all the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Our own: the database is a clone of the template, and the tests log in as a role without
    rights."""
    testing.prepare()
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
    testing.remove()


@pytest.fixture(autouse=True)
def _calm(request: pytest.FixtureRequest, settings: Any) -> Iterator[None]:
    """Tries are counted in memory, pages speak English unless a test says otherwise."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": request.node.nodeid,
        }
    }
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _pages_are_there() -> Iterator[None]:
    with watched_answers() as answers:
        yield
    if wrong := taken_for_pages(answers):
        pytest.fail(
            "Read as if it were a page, and it is none. Ask for its status too, or mend the "
            "address: " + ", ".join(wrong)
        )


@dataclass
class Network:
    people: dict[str, Person]
    escale: Organisation
    university: Organisation
    pair: Circle  # Amel and Bruno
    group: Circle  # Amel, Claire and David


def six_people() -> Network:
    with hats.system("test"):
        return Network(
            {
                p.name: p
                for p in Person.objects.filter(
                    name__in=["Amel", "Bruno", "Claire", "David", "Eve", "Farid"]
                )
            },
            Organisation.objects.get(name="GEM L’Escale"),
            Organisation.objects.get(name="Université de Rennes"),
            Circle.objects.get(kind="pair"),
            Circle.objects.get(kind="group"),
        )


@pytest.fixture(scope="session")
def _network_read_once(django_db_setup: None, django_db_blocker: Any) -> bytes:
    """Before any test: what is in the template is the same for all of them."""
    with django_db_blocker.unblock():
        return pickle.dumps(six_people())


@pytest.fixture
def network(db: None, _network_read_once: bytes) -> Network:
    """Rows of its own for each test, which changes them."""
    read: Network = pickle.loads(_network_read_once)
    return read


def _one(name: str) -> Any:
    @pytest.fixture(name=name.lower())
    def person(network: Network) -> Person:
        return network.people[name]

    return person


amel, bruno, claire, david, eve, farid = map(
    _one, ("Amel", "Bruno", "Claire", "David", "Eve", "Farid")
)


def sign_in(client: Client, person: Person) -> Client:
    """What the gate leaves at sign-in, without its pages: one session."""
    from entrepairs.accounts.models import Account
    from entrepairs.accounts.sessions import SessionStore
    from entrepairs.ui.middleware import SESSION_PERSON

    session = SessionStore()
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        session.update(
            {
                SESSION_KEY: str(account.pk),
                BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
                HASH_SESSION_KEY: account.get_session_auth_hash(),
                SESSION_PERSON: person.pk,
            }
        )
        session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


@pytest.fixture
def as_person(db: None) -> Callable[[Person], Client]:
    return lambda person: sign_in(Client(headers={"accept-language": "en"}), person)


@pytest.fixture
def client(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


def read_what_a_process_reads_once() -> None:
    """Whatever ran before it: the first page of a process is no dearer than the next."""
    with hats.system("test"):
        vocabulary.concepts("role")
        vocabulary.help_numbers()


@pytest.fixture
def queries(db: None) -> Callable[[], Any]:
    """How many queries a block makes: `with queries() as made: ...` then `len(made)`; hats count,
    savepoints do not."""
    read_what_a_process_reads_once()

    @contextmanager
    def counting() -> Iterator[list[str]]:
        made: list[str] = []
        with CaptureQueriesContext(connection) as captured:
            yield made
        made += [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]

    return counting
