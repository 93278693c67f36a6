"""The rows of the observatory that could leak."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.observatory.models import Figure, Publication, Uncounted

NOW = timezone.now()
type Rows = dict[str, Any]


def observatory(rows: Rows) -> None:
    """One publication is open to everyone, one is read first by the network; Bruno and Omar are not
    counted."""
    for name, period, days in (("published", "2021-Q1", -100), ("read_first", "2021-Q2", 5)):
        at = NOW + timedelta(days=days)
        rows[name] = Publication.objects.create(
            period=period,
            since=date(2021, 1, 1),
            until=date(2021, 4, 1),
            made_at=at - timedelta(days=14),
            published_at=at,
            version="1",
            seed=1,
        )
        rows[f"figure_{name}"] = Figure.objects.create(
            publication=rows[name], key="rho", reason="few"
        )
    for name in ("bruno", "omar"):
        rows[f"{name}_is_uncounted"] = Uncounted.objects.create(person=rows[name])
