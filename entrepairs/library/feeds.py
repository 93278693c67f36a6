"""For programs that read: what is new, and where everything is. Of what everyone may see only, whoever asks."""

from typing import Any
from xml.etree import ElementTree as ET

from django.contrib.auth.decorators import login_not_required
from django.db.models import Max, Min
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core import hats
from entrepairs.library import channels, xml
from entrepairs.library.absolute_urls import absolute
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource, Series
from entrepairs.library.queries import PUBLIC
from entrepairs.search.models import Entry

NEW = 50
PART = 20_000  # entries by file of the sitemap; its protocol allows 50,000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITE = ("/", "/about/", "/help/", "/organisations/", "/library/", "/library/series/")


@login_not_required
@require_safe
def new(request: Any) -> HttpResponse:
    """The latest published, for a feed reader."""
    with channels.anybody(Channel.HARVEST):
        rows = list(
            Resource.objects.filter(PUBLIC)
            .order_by("-published_at", "-id")
            .prefetch_related("authors", "files")[:NEW]
        )
    feed = Atom1Feed(
        title=_("Entrepairs: new in the library"),
        link=absolute(request, reverse("library:index")),
        description=_("What was said, written and learnt among peers."),
        language=get_language(),
        feed_url=absolute(request, request.path),
        feed_guid=absolute(request, reverse("library:new")),
        author_name="Entrepairs",  # of what names nobody: Atom wants one
    )
    for row in rows:
        _add(feed, request, row)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _add(feed: Atom1Feed, request: Any, row: Resource) -> None:
    """One of them, with its files."""
    feed.add_item(
        title=_clean(row.title),
        link=absolute(request, row.path),
        description=_clean(row.summary),
        author_name=_clean(", ".join(author.name for author in row.authors.all())) or None,
        pubdate=row.published_at,
        updateddate=row.changed_at,
        unique_id=absolute(request, row.path),
        categories=[str(row.get_kind_display())],
        enclosures=[
            Enclosure(absolute(request, file.path), str(file.size), file.media_type)
            for file in row.files.all()
        ],
    )


def _clean(text: Any) -> str:
    return xml.REFUSED.sub("", str(text))


@login_not_required
@require_safe
def sitemap_index(request: Any) -> HttpResponse:
    """The files that list all there is to read here."""
    with hats.person(None):
        ends = Entry.objects.aggregate(first=Min("id"), last=Max("id"))
    root = ET.Element("sitemapindex", xmlns=SITEMAP)
    first, last = (ends["first"] or 0) // PART, (ends["last"] or 0) // PART
    for part in [0, *range(first + 1, last + 2 if ends["last"] else first + 1)]:
        xml.add(
            xml.add(root, "sitemap"),
            "loc",
            absolute(request, reverse("library:sitemap_part", args=[part])),
        )
    return xml.answer(root, "application/xml")


@login_not_required
@require_safe
def sitemap(request: Any, part: int) -> HttpResponse:
    """Part 0 is the site's own pages and the series; the others are what the search finds, as many in each at most."""
    if part > 10**9:
        raise Http404
    with hats.person(None):
        if part == 0:
            slugs = Series.objects.order_by("slug").values_list("slug", flat=True)
            paths = [*SITE, *(reverse("library:series", args=[slug]) for slug in slugs)]
        else:
            within = Entry.objects.filter(
                id__gte=(part - 1) * PART, id__lt=part * PART, whole=""
            )  # moments are on one page
            paths = list(within.order_by("id").values_list("path", flat=True))
    root = ET.Element("urlset", xmlns=SITEMAP)
    for path in paths:
        xml.add(xml.add(root, "url"), "loc", absolute(request, path))
    return xml.answer(root, "application/xml")
