"""Registrations as the form makes them."""

from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.registrations.models import Registration


def said(**more: Any) -> dict[str, Any]:
    return {"name": "Zoé", "mail": "", "needs": "", "once": str(uuid4()), **more}


def register(client: Client, event: Event, **more: Any) -> Registration:
    """Registered, and confirmed when it is under a name alone."""
    one = ask(client, event, **more)
    if state(one) == Registration.State.ASKED:
        with hats.system("test"), connection.cursor() as cursor:
            cursor.execute("select settle(%s)", [one.pk])
            one.refresh_from_db()
    return one


def ask(client: Client, event: Event, **more: Any) -> Registration:
    answer = client.post(f"{event.path}register/", said(**more))
    assert answer.status_code == 302, answer.content.decode()
    with hats.system("test"):
        return Registration.objects.get(key=answer["Location"].split("/")[-2])


def state(registration: Registration) -> str:
    with hats.system("test"):
        registration.refresh_from_db()
    return registration.state
