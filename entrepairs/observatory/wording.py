"""Figures and periods in words."""

from django.utils.translation import gettext as _

from entrepairs.observatory.definitions import Definition
from entrepairs.observatory.models import Publication
from entrepairs.ui import formats

MINUS = "−"


def say_value(definition: Definition, value: float | None) -> str:
    """61 %, or +0.12 where both signs are possible."""
    if value is None:
        return "–"
    if definition.percent:
        return formats.percent(100 * value)
    text = f"{value:+.2f}" if definition.has_middle else f"{value:.2f}"
    text = text.replace("-", MINUS)
    return text.replace(".", ",") if formats.in_french() else text


def say_period(publication: Publication) -> str:
    """July to September 2026, or 2026."""
    year, _dash, quarter = publication.period.partition("-")
    texts = {
        "Q1": _("January to March %(year)s"),
        "Q2": _("April to June %(year)s"),
        "Q3": _("July to September %(year)s"),
        "Q4": _("October to December %(year)s"),
    }
    return texts[quarter] % {"year": year} if quarter else year
