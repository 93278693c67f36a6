"""Sessions in the database, read and written under the gate hat."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from entrepairs.base import hats


def under_gate(method: str) -> Any:
    """The parent's method, with the gate hat on: the session is saved after the request's own transaction."""

    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        run = getattr(DatabaseSessionStore, method)
        worn = hats.worn()
        if worn and worn.name == "gate":
            return run(self, *args, **kwargs)
        with hats.gate():
            return run(self, *args, **kwargs)

    call.__name__ = method
    return call


class SessionStore(DatabaseSessionStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from entrepairs.gate.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        return row

    save = under_gate("save")
    exists = under_gate("exists")
    delete = under_gate("delete")
    load = under_gate("load")
