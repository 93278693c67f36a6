"""What templates of every room call: filters and functions. Components are macros, in
templates/base/components.html."""

import datetime as dt
import html
import re
import uuid
from collections.abc import Callable
from functools import cache, wraps
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.template import defaultfilters
from django.template.loader import render_to_string
from django.templatetags import static as static_files
from django.templatetags.i18n import language_name_local
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from jinja2 import pass_context

from entrepairs.ui import charts, formats, nav, reporting, svg
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.markdown import markdown

EMPTY_LINES = re.compile(r"\n{2,}")
ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S")  # else `urlize` has nothing to find


def paragraphs(text: str | None, links: bool = False) -> SafeString:
    """Words as people typed them, escaped, in paragraphs. As Django's `linebreaks`; a conversation
    asks for fifty. With `links`, addresses in them can be pressed."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    linked = links and ADDRESS.search(text)
    lines = urlize(text, nofollow=True, autoescape=True) if linked else html.escape(text)
    return SafeString(
        "\n\n".join([f"<p>{part.replace('\n', '<br>')}</p>" for part in EMPTY_LINES.split(lines)])
    )


def date(value: Any, form: str) -> str:
    """Django's own, on the clock of the person who reads."""
    return str(defaultfilters.date(formats.local(value) if value else value, form))


def clock_in(moment: dt.datetime, zone: str) -> str:
    """The hour somewhere else."""
    return formats.clock(moment.astimezone(ZoneInfo(zone)).time())


def stamp(at: formats.Moment) -> str:
    """For machines: 2026-11-17T18:04+01:00, or 2026-11-17."""
    here = formats.local(at)
    return here.isoformat(timespec="minutes") if isinstance(here, dt.datetime) else here.isoformat()


class Group(NamedTuple):
    grouper: Any
    list: list[Any]


def regroup(rows: Any, attribute: str, through: Any = None) -> list[Group]:
    """Rows that follow each other and have the same attribute, as it is or `through` a function."""

    def key(row: Any) -> Any:
        value = row
        for name in attribute.split("."):
            value = value[name] if isinstance(value, dict) else getattr(value, name)
        return through(value) if through else value

    return [Group(value, list(found)) for value, found in groupby(rows, key)]


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """An address by its name."""
    return (
        reverse(name, args=args, kwargs=kwargs)
        if args or kwargs
        else fixed_url(name, settings.ROOT_URLCONF)
    )


@cache
def fixed_url(name: str, urlconf: str) -> str:
    return reverse(name, urlconf)


@cache
def static(path: str) -> str:
    """The address of one of our files, which changes with what is in it."""
    return static_files.static(path)


def once(form: forms.BaseForm | None = None) -> SafeString:
    """The hidden key by which the same thing sent twice is done once."""
    value = form["once"].value() if form is not None else uuid.uuid4()
    return format_html('<input type="hidden" name="once" value="{}">', value)


def page_link(request: HttpRequest, number: int, name: str = "page") -> str:
    """The present address, at another page."""
    query = request.GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


# The frame


def places_waiting(request: Any) -> list[nav.Found]:
    """The places open to the person who asks, and what waits in each; asked for once a page."""
    if (found := getattr(request, "places_found", None)) is None:
        # At the gate nothing of anybody's life is read: there the navigation leads, without counts.
        if getattr(request, "person", None) is None:
            return [nav.Found(place, 0, []) for place in nav.places() if not place.seen_if]
        found = request.places_found = nav.ask(getattr(request, "counted", {}))
    return list(found)


def places_aside(request: Any) -> list[nav.Found]:
    """Those that a phone's bar has no room for."""
    return [found for found in places_waiting(request) if found.place.wide_only]


def included(where: nav.Where) -> SafeString:
    """The templates that rooms ask every page to include: the same for everyone, drawn once for
    each language."""
    return mark_safe(
        "".join(
            drawn(name, get_language() or "", settings.EXIT_URL) for name in nav.included(where)
        )
    )


@cache
def drawn(name: str, language: str, exit_url: str) -> str:
    return render_to_string(name, {"exit_url": exit_url})


def level_of(message: Any) -> str:
    """The look of a message: good, sun or alert."""
    return {"success": "good", "warning": "sun", "error": "alert"}.get(message.level_tag, "")


def at_each_page(words: Callable[..., Any]) -> Callable[..., Any]:
    """Not worked out when a template is read, even of a constant: it is said in the language of the
    page."""

    @pass_context
    @wraps(words)
    def said(context: Any, *args: Any) -> Any:
        return words(*args)

    return said


FILTERS: dict[str, Any] = {
    **{
        words.__name__: at_each_page(words)
        for words in (
            *(
                formats.day,
                formats.day_short,
                formats.clock,
                formats.day_clock,
                formats.near,
                formats.ago,
                formats.lasting,
            ),
            *(formats.minutes, formats.percent, formats.size, formats.short_month, date, clock_in),
        )
    },
    **{
        words.__name__: words
        for words in (
            *(formats.as_date, paragraphs, markdown, stamp, regroup, language_name_local),
            *(
                defaultfilters.capfirst,
                defaultfilters.truncatechars,
                defaultfilters.truncatewords,
                defaultfilters.urlencode,
            ),
        )
    },
    "localized": at_each_page(localize),
}
FUNCTIONS: dict[str, Any] = {
    function.__name__: function
    for function in (
        *(svg.icon, svg.peer, svg.cover),
        *(
            url,
            static,
            absolute_url,
            once,
            page_link,
            places_waiting,
            places_aside,
            included,
            level_of,
        ),
    )
} | {
    **charts.FUNCTIONS,
    "way_in": nav.door,
    "banners": nav.banners,
    "public_places": nav.public_places,
    "address_of": nav.address,
    "parts_of": nav.parts_of,
    "line_of": nav.line_of,
    "most_by_name": nav.MOST_BY_NAME,
    "place_address": nav.url_of,
    "report_address": reporting.report_address,
    "nav_footer": nav.footer,
    "time_zone_name": timezone.get_current_timezone_name,
}
