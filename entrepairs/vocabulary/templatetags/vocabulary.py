"""Words of the vocabulary in templates, from memory: `{% load vocabulary %}{{ facet.concept_id|concept_label }}`."""

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entrepairs.vocabulary import queries

register = template.Library()


@register.filter
def concept_label(concept_id: int | None) -> str:
    return queries.concept(concept_id).label if concept_id is not None else ""


@register.filter
def concept_hint(concept_id: int | None) -> str:
    return queries.concept(concept_id).hint if concept_id is not None else ""


@register.filter
def source_links(source: str) -> SafeString:
    """A source as text, each address in it a link that shows its site only: addresses are longer than a phone."""
    return format_html_join("; ", "{}", ((_linked(part),) for part in source.split("; ")))


def _linked(part: str) -> str | SafeString:
    address, space, rest = part.partition(" ")
    if not address.startswith("https://") and not address.startswith("http://"):
        return part
    return format_html(
        '<a href="{}" rel="noreferrer">{}</a>{}{}', address, urlsplit(address).hostname, space, rest
    )
