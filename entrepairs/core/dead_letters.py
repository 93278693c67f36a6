"""Dead letters: jobs that were tried until it was of no use. Told to the administrator by their
names and numbers alone.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

# For a cursor of Django as for a connection of psycopg.
READ = """
select task_name, count(*), min(coalesce(scheduled_at, at)), max(coalesce(scheduled_at, at)),
  string_agg(distinct about, ', ' order by about)
from procrastinate_jobs j
  cross join lateral (select max(e.at) as at from procrastinate_events e where e.job_id = j.id)
  event
  cross join lateral (select coalesce(string_agg(value, ' '), 'all') as about
    from jsonb_each_text(j.args) where key <> 'timestamp') named
where status = 'failed' group by task_name order by task_name
"""
# Those that come back by themselves, with the clock, are only forgotten.
RETRY = """
update procrastinate_jobs j set status = 'todo', attempts = 0, scheduled_at = now()
where status = 'failed' and not args ? 'timestamp' and not exists (
  select from procrastinate_jobs o
  where o.id > j.id and o.queueing_lock = j.queueing_lock and o.status in ('todo', 'failed'))
"""
FORGET = "delete from procrastinate_jobs where status = 'failed'"
SHOWN = 100  # letters of what they are about


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One kind of job: how often it was given up, since when, and about which rows."""

    job: str
    times: int
    first: dt.datetime
    last: dt.datetime
    about: str


def read(link: Any) -> list[DeadLetter]:
    """`link` is a connection or a cursor that may read the queue."""
    cursor = link.execute(READ) or link
    found = cursor.fetchall()
    return [DeadLetter(job, n, first, last, what[:SHOWN]) for job, n, first, last, what in found]


class Retried(NamedTuple):
    """How many are done again, from the first try, and how many come back by themselves."""

    begun: int
    forgotten: int


def retry(link: Any) -> Retried:
    """Of all that was given up."""
    begun = (link.execute(RETRY) or link).rowcount
    return Retried(begun, (link.execute(FORGET) or link).rowcount)
