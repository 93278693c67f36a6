"""Connections to PostgreSQL, as the environment says: addresses and the pool."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg_pool import ConnectionPool

ZONE = os.environ.get("ENTREPAIRS_TIME_ZONE", "Europe/Paris")


def read_address(url: str, startup: str = "", **options: Any) -> dict[str, Any]:
    """A postgresql:// address as Django wants it; the host may be a socket folder, percent-encoded
    or in ?host=."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "entrepairs",
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": query.pop("port", "") or str(parts.port or ""),
        # Our functions live in the schema app, tables in public (see core/rls.py). today() is the
        # day of this place; moments come back in UTC, so that Python subtracts them rightly.
        "OPTIONS": {
            "connect_timeout": "2",
            **query,
            **options,
            "options": f"-c search_path=app,public -c app.time_zone={ZONE} {startup}".strip(),
        },
    }


def connection_pool(environment: Mapping[str, str]) -> dict[str, Any]:
    """A database that is away is told within two seconds (503), and asked again at the next page.

    A session of PostgreSQL that has seen every page keeps 25 MB of plans: each minute, one that is
    not used ends. After a restart of the server, none of its dead connections is handed out.
    """
    return {
        "min_size": 1,
        "max_size": int(environment.get("ENTREPAIRS_CONNECTIONS", "8")),
        "max_idle": 60,
        "timeout": 1.5,
        "reconnect_timeout": 1,
        "check": ConnectionPool.check_connection,
    }
