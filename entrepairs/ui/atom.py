"""Atom feeds (RFC 4287) of what everyone may read: begun, and answered unless already known."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from entrepairs.core.requests import Request
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.conditional_answers import unless_known


def begin_feed(request: Request, *, url_name: str, page: str, title: str, words: str) -> Atom1Feed:
    """`url_name`: its own address, and its identity; `page`: what tells the same to people."""
    return Atom1Feed(
        title=title,
        link=absolute_url(reverse(page), request),
        description=words,
        language=get_language(),
        feed_url=absolute_url(request.path, request),
        feed_guid=absolute_url(reverse(url_name), request),
        author_name=settings.SITE_NAME,  # of what names nobody: Atom wants one
    )


def answer_feed(feed: Atom1Feed, request: Request) -> HttpResponse:
    body, kind = feed.writeString("utf-8"), "application/atom+xml; charset=utf-8"
    answer = unless_known(request, HttpResponse(body, content_type=kind), public=True)
    answer.headers["Cache-Control"] = "no-cache"  # as every page that everyone reads
    return answer
