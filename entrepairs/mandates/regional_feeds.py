"""What Atom feeds about bodies tell: of all regions, or of the one in the address."""

from typing import Any

from django.db.models import QuerySet

from entrepairs.core.requests import Request
from entrepairs.library.xml import clean_text

NEW = 50


def newest_in_region(request: Request, rows: QuerySet[Any], body: str) -> QuerySet[Any]:
    """In the order in which they come; `body` is the path to theirs."""
    if region := request.GET.get("region"):
        rows = rows.filter(**{f"{body}__place__admin1": clean_text(region)[:100]})
    return rows[:NEW]
