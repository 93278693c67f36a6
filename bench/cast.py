"""Who looks at which page: people of the network, signed in.

Run as a program on a data folder, it notes them there.
"""

import os
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

WATCHERS = 24  # people whose pages are measured
WORDS = (
    "Le propriétaire a rappelé. Il veut la lettre de garantie avant vendredi, "
    "tu as encore le modèle ?"
)
SAID = 30  # messages of the conversation that is asked for again and again
View = tuple[str, str]  # an address, and the session of the person who opens it


def choose_watchers() -> list[Any]:
    """People with a peer and a wish, from all over the network; Amel first."""
    from django.db.models import Exists, OuterRef

    from entrepairs.pairs.models import Wish
    from entrepairs.people.models import Membership, Person

    paired = Membership.objects.filter(person=OuterRef("pk"), circle__kind="pair", until=None)
    found = Person.objects.filter(
        Exists(paired), Exists(Wish.objects.filter(person=OuterRef("pk"), closed_at=None))
    )
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    some = ids[:: max(len(ids) // WATCHERS, 1)][:WATCHERS]
    return [
        Person.objects.get(account__username="amel"),
        *Person.objects.filter(pk__in=some).exclude(name="Amel"),
    ]


def open_session(person: Any) -> str:
    """The key of a session of theirs."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from entrepairs.accounts.models import Account
    from entrepairs.accounts.sessions import SessionStore
    from entrepairs.ui.middleware import SESSION_PERSON

    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account(person=person, username=f"bench-{person.pk}")
        account.set_unusable_password()
        account.save()
    session = SessionStore()
    session[SESSION_PERSON] = person.pk
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def make_conversation(person: Any, other: Any) -> str:
    """The address of a pair with SAID messages."""
    from django.utils import timezone

    from entrepairs.conversations.models import Message
    from entrepairs.people.models import Circle, Membership

    began = timezone.now() - timedelta(days=30)
    pair = Circle.objects.create(kind="pair", started_at=began)
    for who in (person, other):
        Membership.objects.create(circle=pair, person=who, since=began)
    # As people write: a few lines in a few minutes, then nothing for days.
    moments = [began + timedelta(days=n // 5 * 4, minutes=n % 5 * 7) for n in range(SAID)]
    Message.objects.bulk_create(
        Message(
            circle=pair, author=(person, other)[n % 2], body=WORDS, sent_at=at, once=uuid.uuid4()
        )
        for n, at in enumerate(moments)
    )
    return pair.path


def list_views(people: list[Any]) -> dict[str, list[View]]:
    """The main pages, each with the views that are measured."""
    from entrepairs.people.models import Circle, Organisation, Person

    sessions = {person: open_session(person) for person in people}
    everyone = list(sessions.items())
    pairs, peers = [], []
    for person, session in everyone:
        pair = Circle.objects.filter(
            kind="pair", memberships__person=person, memberships__until=None
        ).first()
        if pair is not None:
            pairs.append((pair.path, session))
            peers += [
                (f"/people/{other.key}/", session)
                for other in Person.objects.filter(memberships__circle=pair).exclude(pk=person.pk)
            ]
    claire = open_session(Person.objects.get(account__username="claire"))
    escale = Organisation.objects.get(
        affiliations__coordinator=True, affiliations__person__account__username="claire"
    )
    return (
        {
            "today": [("/today/", s) for _, s in everyone],
            "a pair’s conversation": pairs,
            "my pairs": [("/pairs/", s) for _, s in everyone],
            "meetings": [("/meetings/", s) for _, s in everyone],
            "possible peers": [("/pairs/suggestions/", s) for _, s in everyone],
            "mirror": [("/mirror/", s) for _, s in everyone],
            "my profile": [("/me/", s) for _, s in everyone],
            "someone’s profile": peers,
            "help": [("/help/", s) for _, s in everyone[:4]],
            "first page, signed out": [("/", "")],
            "people of an organisation": [(f"/organisations/{escale.key}/people/", claire)],
        }
        | list_circle_views()
        | list_programme_views(escale, claire)
    )


def list_circle_views() -> dict[str, list[View]]:
    """A group and a team, as their people see them; and a peer worker’s people."""
    from entrepairs.people.models import Membership, Person

    bruno = Person.objects.get(account__username="bruno")
    his = open_session(bruno)
    amel = Person.objects.get(account__username="amel")
    here = {
        kind: Membership.objects.filter(person=who, circle__kind=kind, until=None)
        .select_related("circle")
        .order_by("circle_id")
        for kind, who in (("group", amel), ("team", bruno))
    }
    groups = [(row.circle.path, open_session(amel)) for row in here["group"]]
    files = [(f"{path}files/", session) for path, session in groups]
    teams = [(row.circle.path, his) for row in here["team"]]
    people = [("/plans/my-people/", his)]
    found = {
        "a group": groups,
        "files of a group": files,
        "a team": teams,
        "the people I meet": people,
    }
    return {name: views for name, views in found.items() if views}


def list_programme_views(organisation: Any, session: str) -> dict[str, list[View]]:
    """A conference of 1,000 talks in 30 tracks over 3 days, read by strangers and by one person."""
    from entrepairs.events.tests.making import a_large_event

    event = a_large_event(organisation)
    starts = event.sessions.order_by("starts_at").values_list("starts_at", flat=True).distinct()
    parts = [f"{event.path}?day={at:%Y-%m-%d}" for at in starts[::8]]
    return {
        "events": [("/events/", who) for who in ("", session)],
        "a programme of 1,000 talks": [
            (path, who) for path in (event.path, *parts) for who in ("", session)
        ],
        "a track of it": [
            (f"{event.path}?track={track.pk}", "") for track in event.tracks.all()[:4]
        ],
        "a session": [(one.path, "") for one in event.sessions.all()[:8]],
        "a talk": [(one.path, "") for one in event.talks.all()[:8]],
        "a speaker": [(one.path, "") for one in event.speakers.all()[:8]],
    }


def main(data: Path) -> None:
    from bench.networks import Network
    from entrepairs.engine.attach import connected

    network = Network(0, data)
    if "pages" in network.read():
        return
    os.environ |= {"ENTREPAIRS_MODE": "demo", "DJANGO_SETTINGS_MODULE": "entrepairs.settings"}
    with connected(str(data)):
        import django

        django.setup()
        from django.db import connections

        from entrepairs.core import hats
        from entrepairs.people.models import Person

        # Else PostgreSQL begins it by itself a minute later, in the middle of the measures.
        with connections["owner"].cursor() as cursor:
            cursor.execute("vacuum")
        with hats.system("the people whose pages are measured"):
            people = choose_watchers()
            # Two who have no other pair: the list of pairs that is asked for again and again is
            # short.
            farid, last = (
                Person.objects.get(account__username="farid"),
                Person.objects.order_by("-pk").first(),
            )
            talk, session = make_conversation(farid, last), open_session(farid)
            network.note(
                pages=list_views(people),
                conversation=(talk, session),
                short_list=("/pairs/", session),
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
