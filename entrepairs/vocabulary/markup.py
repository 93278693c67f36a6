"""Words of the vocabulary in templates, from memory: {{ facet.concept_id|concept_label }}."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entrepairs.vocabulary import help, queries
from entrepairs.vocabulary.rule_words import say_clock, say_length


def concept_label(concept_id: int | None) -> str:
    return queries.concept(concept_id).label if concept_id is not None else ""


def concept_hint(concept_id: int | None) -> str:
    return queries.concept(concept_id).hint if concept_id is not None else ""


def source_links(source: str) -> SafeString:
    """A source as text, each address in it a link that shows its site only: addresses are longer
    than a phone."""
    return format_html_join("; ", "{}", ((_linked(part),) for part in source.split("; ")))


def _linked(part: str) -> str | SafeString:
    address, space, rest = part.partition(" ")
    if not address.startswith("https://") and not address.startswith("http://"):
        return part
    return format_html(
        '<a href="{}" rel="noreferrer">{}</a>{}{}', address, urlsplit(address).hostname, space, rest
    )


FILTERS: dict[str, Any] = {f.__name__: f for f in (concept_label, concept_hint, source_links)}
FILTERS["rule_clock"] = say_clock
FUNCTIONS: dict[str, Any] = {"urgent_lines": help.urgent, "rule_length": say_length}
