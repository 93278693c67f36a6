"""A podcast a series: RSS 2.0 with what listening applications read (Apple's and the podcast namespace's elements).

Of what everyone may hear and everyone in it agreed to for the podcast: the database gives nothing else through this way.
https://help.apple.com/itc/podcasts_connect/#/itcb54353390 https://github.com/Podcastindex-org/podcast-namespace
"""

import hashlib
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
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from entrepairs.library import xml
from entrepairs.library.absolute_urls import absolute
from entrepairs.library.channels import Channel, anybody
from entrepairs.library.licences import licence
from entrepairs.library.models import File, Resource, Series
from entrepairs.library.queries import PUBLIC
from entrepairs.recordings import cover_image as covers
from entrepairs.recordings import media as serving
from entrepairs.recordings import queries
from entrepairs.recordings.models import Captions, Chapter, Voice
from entrepairs.recordings.views.public import CHAPTERS

LINES = 100  # episodes of one page; the older ones are on the next
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
SPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
GUIDS = uuid.UUID(
    "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"
)  # of all podcasts: https://podcastnamespace.org/tag/guid
for _prefix, _space in SPACES.items():
    ET.register_namespace(_prefix, _space)


@cache
def facts() -> dict[str, Any]:
    return dict(
        yaml.safe_load((Path(__file__).resolve().parent / "data" / "podcast.yaml").read_text())
    )


def named(name: str) -> str:
    prefix, _colon, tag = name.rpartition(":")
    return f"{{{SPACES[prefix]}}}{tag}" if prefix else tag


def add(parent: ET.Element, name: str, text: Any = None, **attributes: str) -> ET.Element:
    return xml.add(parent, named(name), text, **attributes)


def has_episodes(series: Series) -> bool:
    """Whether there is something to listen to, for everyone."""
    with anybody(Channel.FEED):
        return bool(episodes(series).exists())


def episodes(series: Series) -> Any:
    """What has a sound or a picture to hand over, the newest first."""
    media = queries.media().filter(resource=OuterRef("pk"))
    return (
        Resource.objects.filter(PUBLIC, Exists(media), series=series)
        .annotate(has_chapters=Exists(Chapter.objects.filter(resource=OuterRef("pk"))))
        .select_related("organisation")
        .prefetch_related(
            Prefetch("files", queries.media(), to_attr="media"),
            Prefetch("captions", Captions.objects.defer("vtt").order_by("language")),
            Prefetch("voices", Voice.objects.filter(heard=True)),
        )
        .order_by("-published_at", "-id")
    )


@login_not_required
@require_safe
def feed(request: Any, slug: str) -> HttpResponse:
    with anybody(Channel.FEED):
        series = get_object_or_404(Series, slug=slug)
        with translation.override("fr" if series.title_fr else "en"):
            pages = Paginator(episodes(series), LINES)
            number = request.GET.get("page", "1")
            if not (
                number.isascii()
                and number.isdecimal()
                and len(number) < 6
                and 1 <= int(number) <= pages.num_pages
            ):
                raise Http404
            answer = xml.answer(
                rss(request, series, pages.page(int(number))), "application/rss+xml"
            )
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"], answer.headers["Cache-Control"] = tag, "public, no-cache"
    known: Any = get_conditional_response(request, etag=tag, response=answer)
    return serving.for_everyone(known)  # type: ignore[return-value]


def rss(request: Any, series: Series, page: Any) -> ET.Element:
    rows = list(page.object_list)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    about_series(channel, request, series, rows)
    paging(channel, request, page)
    for row in rows:
        episode(ET.SubElement(channel, "item"), request, row)
    return root


def about_series(channel: ET.Element, request: Any, series: Series, rows: list[Resource]) -> None:
    own = reverse("recordings:podcast", args=[series.slug])
    keeper = next((row.organisation.name for row in rows if row.organisation), "Entrepairs")
    add(channel, "title", series.title)
    add(channel, "link", absolute(request, reverse("library:series", args=[series.slug])))
    add(channel, "description", str(series.about) or str(series.title))
    add(channel, "language", "fr" if series.title_fr else "en")
    add(channel, "generator", "Entrepairs")
    if rows:
        newest = max(row.changed_at for row in rows)
        add(channel, "lastBuildDate", format_datetime(newest))
    add(channel, "itunes:author", keeper)
    owner = add(channel, "itunes:owner")
    add(owner, "itunes:name", keeper)
    add(owner, "itunes:email", settings.DEFAULT_FROM_EMAIL)
    add(
        channel,
        "itunes:image",
        href=absolute(request, reverse("recordings:cover", args=[series.slug])),
    )
    first, second = facts()["category"]
    category = ET.SubElement(channel, named("itunes:category"), {"text": first})
    ET.SubElement(category, named("itunes:category"), {"text": second})
    add(channel, "itunes:explicit", str(facts()["explicit"]).lower())
    add(channel, "itunes:type", "episodic")
    whole = absolute(request, own)
    add(channel, "podcast:guid", uuid.uuid5(GUIDS, whole.partition("://")[2].rstrip("/")))
    add(channel, "podcast:locked", "yes", owner=settings.DEFAULT_FROM_EMAIL)
    add(channel, "podcast:medium", "podcast")


def paging(channel: ET.Element, request: Any, page: Any) -> None:
    """RFC 5005: the newest first, older ones behind a link."""
    here = absolute(request, request.path)

    def link(rel: str, number: int) -> None:
        address = here if number == 1 else f"{here}?page={number}"
        add(channel, "atom:link", rel=rel, href=address, type="application/rss+xml")

    link("self", page.number)
    if page.paginator.num_pages > 1:
        link("first", 1)
        link("last", page.paginator.num_pages)
        if page.has_next():
            link("next", page.next_page_number())
        if page.has_previous():
            link("previous", page.previous_page_number())


def episode(item: ET.Element, request: Any, row: Any) -> None:
    medium: File = row.media[0]
    names = [voice.name for voice in row.voices.all()]
    add(item, "title", row.title)
    add(item, "guid", f"entrepairs:{row.key}", isPermaLink="false")
    add(item, "link", absolute(request, row.path))
    add(item, "pubDate", format_datetime(row.published_at))
    add(item, "description", str(row.summary) or str(row.title))
    address = absolute(request, f"{row.path}podcast/{medium.key}/{quote(medium.name, safe='')}")
    add(item, "enclosure", url=address, length=str(medium.size), type=medium.media_type)
    add(item, "itunes:title", row.title)
    add(item, "itunes:author", ", ".join(names))
    add(item, "itunes:explicit", str(facts()["explicit"]).lower())
    add(item, "itunes:episodeType", "full")
    if medium.duration:
        add(item, "itunes:duration", max(1, round(medium.duration)))
    for one in row.captions.all():
        where = absolute(request, f"{row.path}podcast/captions.{one.language}.vtt")
        add(
            item,
            "podcast:transcript",
            url=where,
            type="text/vtt",
            language=one.language,
            rel="captions",
        )
    if row.has_chapters:
        add(
            item,
            "podcast:chapters",
            url=absolute(request, f"{row.path}podcast/chapters.json"),
            type=CHAPTERS,
        )
    for name in names:
        add(item, "podcast:person", name, role="guest")
    if row.licence:
        given = licence(row.licence)
        add(
            item,
            "podcast:license",
            row.licence.lower(),
            **({"url": given.url} if given.url else {}),
        )


@login_not_required
@require_safe
def cover(request: Any, slug: str) -> HttpResponse:
    """The pattern of its name."""
    series = get_object_or_404(Series, slug=slug)
    answer = HttpResponse(covers.png(series.slug, facts()["cover"]), content_type="image/png")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    serving.for_everyone(answer)
    return answer
