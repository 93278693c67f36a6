"""Who is to be told now that something waits, and by which ways."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from entrepairs.core import hats
from entrepairs.core.timezones import zone_named
from entrepairs.notices.kinds import known_kinds
from entrepairs.notices.models import Preference
from entrepairs.notices.ways import EMAIL, PUSH, QUIET_FROM, QUIET_UNTIL, SMS, USUAL, WAYS

GRACE = dt.timedelta(minutes=5)  # who is on the page sees it there
TOO_OLD = dt.timedelta(days=7)

# Due, unseen and unsent notices, by person: those of a kind that is wanted, while the person is not
# on a pause; and those of kinds that are always sent. None to who was sent something this hour.
DUE = """
select p.id, p.key, p.language, p.time_zone,
  coalesce(c.ways, %(usual)s::text[]), coalesce(c.quiet_from, %(from)s::int),
  coalesce(c.quiet_until, %(until)s::int),
  case when exists (
    select from account_emailaddress e
    where e.user_id = a.id and e.verified and lower(e.email) = lower(a.email))
    then a.email else '' end,
  exists (select from notices_device d where d.person_id = p.id),
  exists (select from notices_phonenumber t where t.person_id = p.id and t.proved_at is not null),
  coalesce(array_agg(n.id) filter (where not n.kind = any(%(always)s::text[])), '{}'),
  coalesce(array_agg(n.id) filter (where n.kind = any(%(always)s::text[])), '{}')
from notices_notice n
join people_person p on p.id = n.person_id
join accounts_account a on a.person_id = p.id
left join notices_chosenways c on c.person_id = p.id
where n.sent_at is null and n.seen_at is null
  and n.due_at between %(oldest)s::timestamptz and %(now)s::timestamptz
  and n.told_at <= %(told)s::timestamptz
  and a.is_active and p.id = coalesce(%(person)s::bigint, p.id)
  and (n.kind = any(%(always)s::text[]) or p.paused_at is null and not exists (
    select from notices_preference f
    where f.person_id = p.id and f.kind in (n.kind, %(all)s::text)))
  and not exists (
    select from notices_mailing m where m.person_id = p.id and m.at > %(hour)s::timestamptz)
group by p.id, a.id, c.id order by p.id
"""


@dataclass(frozen=True)
class Due:
    """Whom to tell, and by which ways, the first one first; of the notices, only their numbers."""

    person: int
    key: str
    language: str
    time_zone: str
    quiet_from: int
    quiet_until: int
    address: str
    ways: Sequence[str]
    notices: list[int]

    def is_quiet(self, now: dt.datetime) -> bool:
        """Whether these are hours at which the person wants to be told nothing, where they are."""
        hour, first, last = self.hour(now), self.quiet_from, self.quiet_until
        return first <= hour < last if first <= last else hour >= first or hour < last

    def hour(self, now: dt.datetime) -> int:
        return now.astimezone(zone_named(self.time_zone)).hour

    def seconds_until_quiet(self, now: dt.datetime) -> int:
        """How long what has left may still arrive."""
        if self.quiet_from == self.quiet_until:
            return 24 * 3600
        here = now.astimezone(zone_named(self.time_zone))
        hours = (self.quiet_from - here.hour) % 24
        return max(0, hours * 3600 - here.minute * 60 - here.second)


def bounds_of(now: dt.datetime) -> dict[str, Any]:
    return {
        "now": now,
        "told": now - GRACE,
        "oldest": now - TOO_OLD,
        "hour": now - dt.timedelta(hours=1),
        "all": Preference.ALL,
        "always": [kind.name for kind in known_kinds() if kind.always],
        "usual": USUAL,
        "from": QUIET_FROM,
        "until": QUIET_UNTIL,
    }


def find_due(now: dt.datetime, person: int | None = None) -> list[Due]:
    """Those who have a way; of others nothing is marked as sent."""
    with (
        hats.system("notices are sent to the persons they are for"),
        connection.cursor() as cursor,
    ):
        cursor.execute(DUE, {**bounds_of(now), "person": person})
        found = [_due_of(*row) for row in cursor.fetchall()]
    return [one for one in found if one.ways and one.notices]


def _due_of(
    person: int,
    key: str,
    language: str,
    time_zone: str,
    chosen: list[str],
    quiet_from: int,
    quiet_until: int,
    address: str,
    has_device: bool,
    has_number: bool,
    wanted: list[int],
    always: list[int],
) -> Due:
    """What is always sent also takes the ways that were not chosen, after those that were."""
    has = {PUSH.name: has_device, EMAIL.name: bool(address), SMS.name: has_number}
    mine = [way.name for way in WAYS if has[way.name] and way.is_open]
    ways = [name for name in chosen if name in mine]
    notices = (wanted if ways else []) + always
    if always:
        ways += [name for name in mine if name not in ways]
    who = (person, key, language, time_zone, quiet_from, quiet_until, address)
    return Due(*who, ways, notices)


def find_awake(now: dt.datetime, person: int | None = None) -> list[Due]:
    """Those to tell now: what falls in quiet hours leaves after them, once."""
    return [one for one in find_due(now, person) if not one.is_quiet(now)]
