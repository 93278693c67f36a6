"""Podcasts: RSS 2.0 for each series, with the elements of Apple and of the podcast namespace.

Of what everyone may hear and everyone in it agreed to for the podcast: the database gives nothing
else through this channel.
https://help.apple.com/itc/podcasts_connect/#/itcb54353390
https://github.com/Podcastindex-org/podcast-namespace
"""

import uuid
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import yaml
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import Request
from entrepairs.library import xml
from entrepairs.library.channels import Channel, as_stranger
from entrepairs.library.licences import licence_named
from entrepairs.library.models import File, Resource, Series
from entrepairs.library.queries import PUBLIC
from entrepairs.recordings import queries
from entrepairs.recordings.cover_image import draw_cover
from entrepairs.recordings.media import allow_elsewhere
from entrepairs.recordings.models import Captions, Chapter, Voice
from entrepairs.recordings.views.public import CHAPTERS
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.conditional_answers import unless_known

# Ten times as heavy, and few applications play it.
UNCOMPRESSED = ("audio/wav", "audio/x-wav", "audio/aiff")
LINES = 100  # episodes of one page; the older ones are on the next
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
SPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
# The namespace of all podcasts: https://podcastnamespace.org/tag/guid
GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
FACTS = Path(__file__).resolve().parent / "data" / "podcast.yaml"
for _prefix, _space in SPACES.items():
    ET.register_namespace(_prefix, _space)


@cache
def podcast_facts() -> dict[str, Any]:
    return dict(yaml.safe_load(FACTS.read_text()))


def qualified_name(name: str) -> str:
    prefix, _colon, tag = name.rpartition(":")
    return f"{{{SPACES[prefix]}}}{tag}" if prefix else tag


def add_element(parent: ET.Element, name: str, text: Any = None, **attributes: str) -> ET.Element:
    return xml.add_child(parent, qualified_name(name), text, **attributes)


def has_episodes(series: Series) -> bool:
    """Whether there is something to listen to, for everyone."""
    with as_stranger(Channel.FEED):
        return episodes_of(series).exists()


def all_podcasts() -> list[Series]:
    with as_stranger(Channel.FEED):
        found = Series.objects.filter(Exists(episodes_of(OuterRef("pk"))))
        return list(found.order_by("slug")[:100])


def episodes_of(series: Any) -> QuerySet[Any, Any]:
    """What has a sound or a picture to hand over, the newest first."""
    playable = queries.playable_files().exclude(media_type__in=UNCOMPRESSED)
    return (
        Resource.objects.filter(
            PUBLIC, Exists(playable.filter(resource=OuterRef("pk"))), series=series
        )
        .annotate(has_chapters=Exists(Chapter.objects.filter(resource=OuterRef("pk"))))
        .select_related("organisation")
        .prefetch_related(
            Prefetch("files", playable, to_attr="media"),
            Prefetch("captions", Captions.objects.defer("vtt").order_by("language")),
            Prefetch("voices", Voice.objects.filter(heard=True)),
        )
        .order_by("-published_at", "-id")
    )


@login_not_required
@require_safe
def feed(request: Request, slug: str) -> HttpResponse:
    with as_stranger(Channel.FEED):
        series = get_object_or_404(Series, slug=slug)
        with translation.override("fr" if series.title_fr else "en"):
            pages = Paginator(episodes_of(series), LINES)
            number = whole_number(request.GET.get("page", "1"), digits=5) or 0
            if not 1 <= number <= pages.num_pages:
                raise Http404
            rss = build_rss(request, series, pages.page(number))
    response = xml.xml_response(rss, "application/rss+xml")
    return allow_elsewhere(unless_known(request, response, public=True))


def build_rss(request: Request, series: Series, page: Page[Any]) -> ET.Element:
    rows = list(page.object_list)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    add_series(channel, request, series, rows)
    add_identity(channel, request, series)
    add_paging(channel, request, page)
    for row in rows:
        add_episode(ET.SubElement(channel, "item"), request, row)
    return root


def add_series(channel: ET.Element, request: Request, series: Series, rows: list[Resource]) -> None:
    organisation = next((row.organisation.name for row in rows if row.organisation), "")
    organisation = organisation or settings.SITE_NAME
    page = absolute_url(reverse("library:series", args=[series.slug]), request)
    cover = absolute_url(reverse("recordings:cover", args=[series.slug]), request)
    add_element(channel, "title", series.title)
    add_element(channel, "link", page)
    add_element(channel, "description", str(series.about) or str(series.title))
    add_element(channel, "language", "fr" if series.title_fr else "en")
    add_element(channel, "generator", "Entrepairs")
    if rows:
        newest = max(row.changed_at for row in rows)
        add_element(channel, "lastBuildDate", format_datetime(newest))
    add_element(channel, "itunes:author", organisation)
    owner = add_element(channel, "itunes:owner")
    add_element(owner, "itunes:name", organisation)
    add_element(owner, "itunes:email", settings.MAIL_ADDRESS)
    add_element(channel, "itunes:image", href=cover)
    first, second = podcast_facts()["category"]
    category = add_element(channel, "itunes:category", text=None)
    category.set("text", first)
    add_element(category, "itunes:category").set("text", second)
    add_element(channel, "itunes:explicit", str(podcast_facts()["explicit"]).lower())
    add_element(channel, "itunes:type", "episodic")


def add_identity(channel: ET.Element, request: Request, series: Series) -> None:
    """What names this podcast for good, wherever its feed is copied."""
    address = absolute_url(reverse("recordings:podcast", args=[series.slug]), request)
    guid = uuid.uuid5(GUIDS, address.partition("://")[2].rstrip("/"))
    add_element(channel, "podcast:guid", guid)
    add_element(channel, "podcast:locked", "yes", owner=settings.MAIL_ADDRESS)
    add_element(channel, "podcast:medium", "podcast")


def add_paging(channel: ET.Element, request: Request, page: Page[Any]) -> None:
    """RFC 5005: the newest first, older ones behind a link."""
    here = absolute_url(request.path, request)
    links = {"self": page.number}
    if page.paginator.num_pages > 1:
        links |= {"first": 1, "last": page.paginator.num_pages}
        if page.has_next():
            links["next"] = page.next_page_number()
        if page.has_previous():
            links["previous"] = page.previous_page_number()
    for rel, number in links.items():
        address = here if number == 1 else f"{here}?page={number}"
        add_element(channel, "atom:link", rel=rel, href=address, type="application/rss+xml")


def add_episode(item: ET.Element, request: Request, row: Any) -> None:
    names = [voice.name for voice in row.voices.all()]
    add_element(item, "title", row.title)
    add_element(item, "guid", f"entrepairs:{row.key}", isPermaLink="false")
    add_element(item, "link", absolute_url(row.path, request))
    add_element(item, "pubDate", format_datetime(row.published_at))
    add_element(item, "description", str(row.summary) or str(row.title))
    add_medium(item, request, row)
    add_element(item, "itunes:title", row.title)
    add_element(item, "itunes:author", ", ".join(names))
    add_element(item, "itunes:explicit", str(podcast_facts()["explicit"]).lower())
    add_element(item, "itunes:episodeType", "full")
    for captions in row.captions.all():
        path, language = f"{row.path}podcast/captions.{captions.language}.vtt", captions.language
        about = {"type": "text/vtt", "language": language, "rel": "captions"}
        add_element(item, "podcast:transcript", url=absolute_url(path, request), **about)
    if row.has_chapters:
        chapters = absolute_url(f"{row.path}podcast/chapters.json", request)
        add_element(item, "podcast:chapters", url=chapters, type=CHAPTERS)
    for name in names:
        add_element(item, "podcast:person", name, role="guest")
    if row.licence:
        url = licence_named(row.licence).url
        add_element(item, "podcast:license", row.licence.lower(), **({"url": url} if url else {}))


def add_medium(item: ET.Element, request: Request, row: Any) -> None:
    medium: File = row.media[0]
    path = f"{row.path}podcast/{medium.key}/{quote(medium.name, safe='')}"
    about = {"length": str(medium.size), "type": medium.media_type}
    add_element(item, "enclosure", url=absolute_url(path, request), **about)
    if medium.duration:
        add_element(item, "itunes:duration", max(1, round(medium.duration)))


@login_not_required
@require_safe
def cover(request: Request, slug: str) -> HttpResponse:
    """The pattern of its name."""
    series = get_object_or_404(Series, slug=slug)
    picture = draw_cover(series.slug, podcast_facts()["cover"])
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return allow_elsewhere(response)
