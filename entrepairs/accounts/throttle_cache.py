"""The cache backend where tries are counted: a table, one atomic statement a call."""

import json
import random
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connections, router

FOR_EVER = 10 * 365 * 24 * 3600


class TriesCache(BaseDatabaseCache):
    """A cache that forgets only what has expired. Values are JSON.

    Django's own counts the whole table at each writing and, past 300 entries, throws living ones
    away: trying many names would wipe the counters of the others.
    """

    _table: str

    def _run(self, sql: str, parameters: list[Any]) -> tuple[Any, ...] | None:
        link = connections[router.db_for_write(self.cache_model_class) or "default"]
        with link.cursor() as cursor:
            cursor.execute(sql.replace("TABLE", link.ops.quote_name(self._table)), parameters)
            return cursor.fetchone() if cursor.description else None

    def _seconds(self, timeout: Any) -> float:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return FOR_EVER if seconds is None else seconds

    def _put(
        self, key: str, value: Any, timeout: Any, version: int | None, *, keep_living: bool
    ) -> bool:
        if random.random() < 0.01:  # noqa: S311 (a broom, not a secret)
            self._run("delete from TABLE where expires <= now()", [])
        sql = (
            "insert into TABLE as t (cache_key, value, expires) values (%s, %s, now() + "
            "make_interval(secs => %s))"
            " on conflict (cache_key) do update set value = excluded.value, expires = "
            "excluded.expires"
        )
        if keep_living:
            sql += " where t.expires <= now()"
        sql += " returning 1"
        found = [
            self.make_and_validate_key(key, version),
            json.dumps(value),
            self._seconds(timeout),
        ]
        return self._run(sql, found) is not None

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._put(key, value, timeout, version, keep_living=True)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._put(key, value, timeout, version, keep_living=False)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        found = self._run(
            "select value from TABLE where cache_key = %s and expires > now()",
            [self.make_and_validate_key(key, version)],
        )
        return default if found is None else json.loads(found[0])

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        found = self._run(
            "update TABLE set value = (value::bigint + %s)::text where cache_key = %s and expires "
            "> now() returning value",
            [delta, self.make_and_validate_key(key, version)],
        )
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return int(found[0])

    def decr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self.incr(key, -delta, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return (
            self._run(
                "delete from TABLE where cache_key = %s returning 1",
                [self.make_and_validate_key(key, version)],
            )
            is not None
        )

    def clear(self) -> None:
        self._run("delete from TABLE", [])
