"""Sessions in the database, read and written under the gate hat."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from entrepairs.core import hats
from entrepairs.core.compiled_queries import prepared

DEVICE, SIGNED_IN, MARK = "device", "signed_in", "mark"
A_WHILE = timedelta(days=1)


def under_gate(method: str) -> Any:
    """The parent's method under the gate hat.

    The session is saved after the request's own transaction.
    """

    def call_parent(self: Any, *args: Any, **kwargs: Any) -> Any:
        run = getattr(super(SessionStore, self), method)
        worn = hats.worn()
        if worn and worn.name == "gate":
            return run(*args, **kwargs)
        with hats.gate():
            return run(*args, **kwargs)

    call_parent.__name__ = method
    return call_parent


# A code by which another could come in as this person is told on every page, until they refuse it.
OPEN = """
select s.session_data, s.expire_date, a.person_id, p.time_zone,
  exists (select from accounts_entrycode c where c.person_id = a.person_id
    and c.purpose = 'entry' and c.used_at is null
    and (c.expires_at is null or c.expires_at > statement_timestamp())),
  set_config('role', 'entrepairs_person', true), set_config('app.person', a.person_id::text, true)
from accounts_session s
join accounts_account a on a.id = s.account_id
join people_person p on p.id = a.person_id
where s.session_key = %s and s.expire_date > statement_timestamp()"""


@prepared
def session_with_key(key: str) -> QuerySet[Any]:
    found: QuerySet[Any] = SessionStore.get_model_class().objects.filter(
        session_key=key, expire_date__gt=Now()
    )
    return found


class SessionStore(DatabaseSessionStore):
    """Sessions of 30 days from the last visit, for those who are signed in."""

    time_zone: str | None = None  # of the person, once opened
    code_by_others = False  # somebody made a code to come in as this person

    @classmethod
    def get_model_class(cls) -> Any:
        from entrepairs.accounts.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        row.device = data.get(DEVICE, "")
        row.signed_in_at = parse_datetime(data.get(SIGNED_IN, ""))
        row.mark = data.get(MARK, "")
        return row

    def open(self) -> None:
        """Reads the session and puts on its person's hat, in one statement; under the gate hat.

        For a stranger it is read as ever, when it is asked for. The middleware compares: who the
        session says it is decides.
        """
        with connection.cursor() as cursor:
            cursor.execute(OPEN, [self.session_key])
            row = cursor.fetchone()
        if row is not None:
            data, expires, person, self.time_zone, self.code_by_others = row[:5]
            hats.is_on(hats.Hat("person", person))
            self._session_cache = self.decode(data)
            self.renew(expires)

    def _get_session_from_db(self) -> Any:
        row: Any = next(iter(session_with_key(key=self.session_key)), None)
        if row is None:
            self._session_key = None
        elif row.account_id:
            self.renew(row.expire_date)
        return row

    def renew(self, expires: datetime) -> None:
        renewed = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        if renewed - expires > A_WHILE:
            self.modified = True

    save = under_gate("save")
    exists = under_gate("exists")
    delete = under_gate("delete")
    load = under_gate("load")
