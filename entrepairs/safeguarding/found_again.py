"""Things of the library and of events that a decision hides no more, written in the search again.

The database takes them out of the index when the decision holds (sql/on_search.sql).
"""

import datetime as dt
from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import do_all
from entrepairs.safeguarding import reportable
from entrepairs.safeguarding.models import Outcome, Ruling

LOOKED_BACK = dt.timedelta(days=7)  # a night or two may fail


def find_again(now: dt.datetime | None = None) -> None:
    """Each night. One that fails stops no other."""
    now = now or timezone.now()
    do_all(partial(_find_one, kind, key) for kind, key in sorted(_hidden_no_more(now)))


def _hidden_no_more(now: dt.datetime) -> set[tuple[str, str]]:
    """What the last day of a decision, or a later decision, has given back lately."""
    since = now - LOOKED_BACK
    later = Ruling.objects.filter(
        report=OuterRef("report"), turn__gt=OuterRef("turn"), agreed_at__gte=since
    )
    over = Q(until__lt=timezone.localdate(now), until__gte=timezone.localdate(since))
    with hats.system("what decisions about anybody hide no more is found again"):
        rows = Ruling.objects.filter(outcome=Outcome.HIDE, agreed_at__isnull=False)
        ended = rows.filter(over | Exists(later))
        return set(ended.values_list("report__kind", "report__thing"))


def _find_one(kind: str, key: str) -> None:
    found = reportable.kind_named(kind)
    if found is not None and found.index is not None:
        with hats.system("what decisions about anybody hide no more is found again"):
            found.index(key)
