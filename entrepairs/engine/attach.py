"""The database for a command that is not the instance itself: the running instance's, or one
started for it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from entrepairs.engine.address import database_url, tell_settings
from entrepairs.engine.folder import Busy, DataFolder, only_one
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres


@contextmanager
def connected(data: str, *, alone: bool = False) -> Iterator[str | None]:
    """With the settings' environment filled in; gives the address of the cluster's superuser when
    it is ours.

    `alone` refuses to work beside a running instance.
    """
    folder = DataFolder.at(data)
    if os.environ.get("DATABASE_URL"):
        tell_settings(folder, embedded=False)
        yield None
        return
    with ExitStack() as stack:
        postgres = EmbeddedPostgres(folder)
        try:
            stack.enter_context(only_one(folder, "a command"))
        except Busy:
            if alone or not postgres.ready:
                raise
        else:
            folder.ensure_keys()
            stack.callback(postgres.stop)
            postgres.start()
        tell_settings(folder, embedded=True)
        yield database_url(folder, SUPERUSER, "postgres")
