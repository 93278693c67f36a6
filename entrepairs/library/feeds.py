"""The Atom feed of what is new, and the sitemap: of what everyone may see, also for a person."""

import datetime as dt
from xml.etree import ElementTree as ET

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Max, Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core import hats
from entrepairs.core.requests import Request
from entrepairs.library import channels, hooks, xml
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource, Series
from entrepairs.library.queries import PUBLIC
from entrepairs.search.full_text import shorten_text
from entrepairs.search.models import Entry
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.atom import answer_feed, begin_feed

NEW = 50
PART = 20_000  # entries by file of the sitemap; its protocol allows 50,000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITE = (
    *("/", "/about/", "/help/", "/organisations/", "/events/", "/vocabulary/"),
    *("/library/", "/library/series/", "/library/feeds/"),
)


@login_not_required
@require_safe
def new_resources(request: Request) -> HttpResponse:
    """The latest published, for a feed reader."""
    with channels.as_stranger(Channel.HARVEST):
        rows = list(
            Resource.objects.filter(PUBLIC)
            .order_by("-published_at", "-id")
            .prefetch_related("authors", "files")[:NEW]
        )
    feed = begin_feed(
        request,
        url_name="library:new",
        page="library:index",
        title=_("%(site)s: new in the library") % {"site": settings.SITE_NAME},
        words=_("What was said, written and learnt among peers."),
    )
    for row in rows:
        add_entry(feed, request, row)
    return answer_feed(feed, request)


@login_not_required
@require_safe
def feeds_page(request: Request) -> HttpResponse:
    """Each address that programs read, for people who paste it into one."""
    podcasts = [row for find_podcasts in hooks.all_podcasts for row in find_podcasts()]
    return render(request, "library/feeds.html", {"podcasts": podcasts})


def add_entry(feed: Atom1Feed, request: Request, row: Resource) -> None:
    """One resource, with its files."""
    feed.add_item(
        title=xml.clean_text(row.title),
        link=absolute_url(row.path, request),
        description=xml.clean_text(summary_of(row)),
        author_name=xml.clean_text(", ".join(author.name for author in row.authors.all())) or None,
        pubdate=row.published_at,
        updateddate=row.changed_at,
        unique_id=absolute_url(row.path, request),
        categories=[str(row.get_kind_display())],
        enclosures=[
            Enclosure(absolute_url(file.path, request), str(file.size), file.media_type)
            for file in row.files.all()
        ],
    )


def summary_of(row: Resource) -> str:
    """Its summary; else how it begins, else what it is and who made it."""
    names = ", ".join(author.name for author in row.authors.all())
    kind = str(row.get_kind_display())
    return str(row.summary) or shorten_text(row.text) or (f"{kind}, {names}" if names else kind)


@login_not_required
@require_safe
def sitemap_index(request: Request) -> HttpResponse:
    """The files that list all there is to read here."""
    with hats.person(None):
        ends = Entry.objects.aggregate(first=Min("id"), last=Max("id"))
    root = ET.Element("sitemapindex", xmlns=SITEMAP)
    first, last = (ends["first"] or 0) // PART, (ends["last"] or 0) // PART
    for part in [0, *range(first + 1, last + 2 if ends["last"] else first + 1)]:
        xml.add_child(
            xml.add_child(root, "sitemap"),
            "loc",
            absolute_url(reverse("library:sitemap_part", args=[part]), request),
        )
    return xml.xml_response(root, "application/xml")


@login_not_required
@require_safe
def sitemap(request: Request, part: int) -> HttpResponse:
    """Part 0 is the site's own pages and the series; the others are entries of the search index."""
    if part > 10**9:
        raise Http404
    with hats.person(None):
        if part == 0:
            slugs = Series.objects.order_by("slug").values_list("slug", flat=True)
            paths = [*SITE, *(reverse("library:series", args=[slug]) for slug in slugs)]
            pages: dict[str, str] = dict.fromkeys(paths, "")
        else:
            within = Entry.objects.filter(
                id__gte=(part - 1) * PART, id__lt=part * PART, whole=""
            )  # moments are on one page
            pages = dict(within.order_by("id").values_list("path", "key"))
        changed = changes_of(set(filter(None, pages.values())))
    root = ET.Element("urlset", xmlns=SITEMAP)
    for path, key in pages.items():
        url = xml.add_child(root, "url")
        xml.add_child(url, "loc", absolute_url(path, request))
        if at := changed.get(key):
            xml.add_child(url, "lastmod", at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return xml.xml_response(root, "application/xml")


def changes_of(keys: set[str]) -> dict[str, dt.datetime]:
    """When each was changed, of what is found by the search."""
    found = dict(Resource.objects.filter(key__in=keys).values_list("key", "changed_at"))
    for changed in hooks.changed:
        found |= dict(changed(keys))
    return found
