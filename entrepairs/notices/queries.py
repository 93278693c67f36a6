"""What waits to be seen, what a person wants sent, and what they are reached by; as the person of
the hat."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection

from entrepairs.core.sql_functions import call_function
from entrepairs.notices.kinds import chosen_kinds
from entrepairs.notices.models import ChosenWays, Device, PhoneNumber, Preference
from entrepairs.notices.ways import EMAIL, PUSH, SMS, USUAL, WAYS, Way


def find_my_address() -> str | None:
    """The address my mails go to, if I have one that is known to be mine."""
    found: str | None = call_function("my_address")
    return found


def find_wanted_kinds() -> list[str]:
    """The kinds I want to be sent: all, unless I said otherwise."""
    refused = set(Preference.objects.values_list("kind", flat=True))
    if Preference.ALL in refused:
        return []
    return [kind.name for kind in chosen_kinds() if kind.name not in refused]


@dataclass(frozen=True)
class MyWays:
    """By what I can be reached, and what I chose of it."""

    chosen: ChosenWays
    address: str | None
    number: PhoneNumber | None
    devices: list[Device] = field(default_factory=list)

    @property
    def mine(self) -> list[Way]:
        """Those that I have, in the order that I chose; then those that I did not choose."""
        proved = bool(self.number and self.number.proved_at)
        has = {PUSH: bool(self.devices), EMAIL: bool(self.address), SMS: proved}
        place = {name: number for number, name in enumerate(self.chosen.ways)}
        found = [way for way in WAYS if has[way] and way.is_open]
        return sorted(found, key=lambda way: place.get(way.name, len(WAYS)))

    @property
    def in_use(self) -> list[Way]:
        return [way for way in self.mine if way.name in self.chosen.ways]

    @property
    def others(self) -> list[str]:
        """Those that I do not have yet: once I do, they come after the others."""
        return [way.name for way in WAYS if way not in self.mine]


def find_my_ways() -> MyWays:
    chosen = ChosenWays.objects.first() or ChosenWays(ways=[*USUAL])
    return MyWays(
        chosen=chosen,
        address=find_my_address(),
        number=PhoneNumber.objects.first(),
        devices=list(Device.objects.order_by("added_at")),
    )


@dataclass(frozen=True)
class MySession:
    """A device where I am signed in."""

    name: str
    device: str
    signed_in_at: dt.datetime | None
    mark: str


def find_my_sessions() -> list[MySession]:
    with connection.cursor() as cursor:
        cursor.execute("select name, device, signed_in_at, mark from my_sessions() order by 3, 1")
        return [MySession(*row) for row in cursor.fetchall()]
