"""The numbers of the dialog and of the page shown when all else fails."""

from django import template

from entrepairs.vocabulary import help
from entrepairs.vocabulary.queries import Line

register = template.Library()


@register.simple_tag
def urgent_lines() -> list[Line]:
    return help.urgent()
