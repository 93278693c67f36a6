"""One world, in a database of its own: who is in it, what they did, and a clock that moves."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.utils import timezone

from entrepairs import testing
from entrepairs.accounts.models import Account
from entrepairs.conftest import Network, six_people
from entrepairs.core import hats
from entrepairs.notices import sending
from entrepairs.notices.tests.addresses import give_address
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.learning import learn_weights
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.models import Facet, Person
from entrepairs.rounds.models import Round
from entrepairs.rounds.tests.making import be_in, joins, released, worked_out
from entrepairs.suggestions import refresh
from entrepairs.tests.committed import as_superuser, own_database, point_at
from entrepairs.vocabulary import queries as vocabulary

MEMBERS = 16  # of the round: eight pairs
ARRIVED = ("Hugo", "Ines")
DRAWN = "p000"  # so begin the keys of those of the round
# Public things, and what belongs to a machine and not to a person.
TIMELESS = ("vocabulary_%", "django_%", "procrastinate_%", "cache%")
MOMENTS = """
select table_name, column_name from information_schema.columns
where table_schema = 'public' and is_updatable = 'YES' and is_generated = 'NEVER'
  and data_type in ('timestamp with time zone', 'date')
  and not exists (select from unnest(%s::text[]) t where table_name like t)
"""


class World:
    """The six people, a released round of L'Escale, and invitations from one to another."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.network: Network = six_people()
        with hats.system("test"):
            arrived = Person.objects.filter(name__in=ARRIVED)
            self.people: dict[str, Person] = self.network.people | {p.name: p for p in arrived}
            self.members = list(Person.objects.filter(key__startswith=DRAWN).order_by("key"))
            self.round = Round.objects.latest("pk")
        # Whose profiles everybody opens.
        self.known = [*self.people.values(), self.members[0]]

    def invites(self, one: str, other: str) -> None:
        by, to = self.people[one], self.people[other]
        with hats.person(by.pk):
            invitations.invite(to=to, words=f"Hello {other}", once=uuid4(), by=by)

    def does(self, name: str, action: Any, **values: Any) -> Any:
        """Somebody does something, under their own hat."""
        person = self.people[name]
        with hats.person(person.pk):
            return action(by=person, once=uuid4(), **values)

    def invitation(self, one: str, other: str) -> Invitation:
        with hats.system("test"):
            return Invitation.objects.get(by=self.people[one], to=self.people[other])

    def asked(self) -> list[Invitation]:
        """What the round asked, in the order in which it did."""
        with hats.system("test"):
            lines = Invitation.objects.filter(round_id=self.round.pk).select_related("by", "to")
            return list(lines.order_by("to__name"))

    def limits(self, name: str, key: str, audience: int) -> None:
        with hats.system("test"):
            concept = vocabulary.concept_by_key("limit", key).id
            Facet.objects.create(
                person=self.people[name], kind="limit", concept_id=concept, audience=audience
            )

    def open_round(self) -> Round:
        """Claire has the next round worked out."""
        return worked_out(self.network, self.people["Claire"])

    def wait(self, days: int) -> None:
        """So many days pass: all that was written becomes older. Then the jobs of the night."""
        with as_superuser(self.database) as link:
            link.execute("set session_replication_role = replica")
            moved: dict[str, list[str]] = {}
            for table, column in link.execute(MOMENTS, [list(TIMELESS)]).fetchall():
                older = f'"{column}" = "{column}" - interval \'{days} days\''
                moved.setdefault(table, []).append(older)
            for table, columns in moved.items():
                link.execute(f'update "{table}" set {", ".join(columns)}')
        refresh.refresh_index()
        learn_weights()

    def send_mails(self) -> None:
        """As at eleven o'clock of the next day: not at night, and once nobody is on the page."""
        noon = (timezone.now() + dt.timedelta(days=1)).replace(hour=10, minute=0)
        sending.send_due(noon)


class Beginning(World):
    """Makes that world, in a database that holds the six people alone."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.network = six_people()
        self.people = dict(self.network.people)
        self._people_join()
        self._invitations_wait()

    def _people_join(self) -> None:
        for name in ARRIVED:
            self._arrives(name)
        for name in ("Eve", "Farid", "David", *ARRIVED):
            with hats.system("test"):
                Wish.objects.create(person=self.people[name], room_for=2)
        for name in ("Amel", "Bruno", "Claire", "Eve", "Farid", "David", *ARRIVED):
            give_address(self.people[name])
        members = [
            joins(self.network, f"P{number:02}", experience=["street"]) for number in range(MEMBERS)
        ]
        with hats.system("test"):  # keys draw people: the same in every world
            for number, person in enumerate(members):
                Person.objects.filter(pk=person.pk).update(key=f"{DRAWN}{number:010}")
            be_in(self.network, self.people["Bruno"])
        claire = self.people["Claire"]
        released(worked_out(self.network, claire), claire)

    def _arrives(self, name: str) -> None:
        with hats.system("test"):
            person = Person.objects.create(
                name=name, key=f"{name.lower():z<14}", welcomed_at=timezone.now()
            )
            account = Account(person=person, username=name.lower())
            account.set_unusable_password()
            account.save()
        self.people[name] = person

    def _invitations_wait(self) -> None:
        self.invites("Farid", "Eve")
        self.invites("Farid", "David")
        self.invites("Hugo", "Ines")


@contextmanager
def beginning() -> Iterator[str]:
    """The world as it begins, made once: a database to be copied."""
    with own_database() as database:
        cache.clear()
        Beginning(database)
        point_at(testing.DATABASE)  # what is copied is read by nobody
        yield database


@contextmanager
def world(begun: str) -> Iterator[World]:
    """A copy of that beginning."""
    cache.clear()
    with own_database(begun) as database:
        yield World(database)
