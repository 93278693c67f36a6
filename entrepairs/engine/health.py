"""/healthz: whether the platform answers and can keep what people write, for the person who
watches over it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entrepairs.core.database_away import RETRY_AFTER

LEAST_FREE = 100_000_000  # bytes: below, PostgreSQL may stop at any moment
NO_ROOM = ("53100", "53400")  # SQLSTATE: the disk is full, or the share of it that we may use
# Sorted beside the memory it has: PostgreSQL writes on its own disk, wherever that is, and nothing
# is left of it.
WRITES_A_LITTLE = """
select count(*), pg_is_in_recovery()
from (select i from generate_series(1, 20000) i order by i desc offset 0) sorted
"""


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and there is room to write; else 503, with the reason in a
    word."""
    troubles = [*_full_disks(), *_database()]
    text = "".join(f"{trouble}\n" for trouble in troubles) or "ok\n"
    response = HttpResponse(text, content_type="text/plain", status=503 if troubles else 200)
    if troubles:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _full_disks() -> Iterator[str]:
    for name, folder in (("data", settings.DATA), ("uploads", settings.UPLOADS_ROOT)):
        if Path(folder).is_dir() and shutil.disk_usage(folder).free < LEAST_FREE:
            yield f"disk full: {name}"


def _database() -> Iterator[str]:
    """One that is away is told by the page of errors, as on every address."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select set_config('work_mem', '64kB', true)")
            cursor.execute(WRITES_A_LITTLE)
            row = cursor.fetchone()
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) in NO_ROOM:
            yield "disk full: database"
            return
        raise
    if row and row[-1]:
        yield "database cannot be written"
