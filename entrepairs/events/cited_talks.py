"""Citations: a talk by its speakers; a session by all who speak there, else by its chairs."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from entrepairs.core.requests import Request
from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.library import citations
from entrepairs.ui.addresses import absolute_url


def cite_talk(request: Request, talk: Any) -> citations.Citation:
    timed = talk if talk.starts_at else talk.session
    return _cite(
        request, talk, timed, [one.name for one in talk.who], talk.language or talk.event.language
    )


def cite_session(request: Request, session: Any) -> citations.Citation:
    names = [one.name for talk in session.said for one in talk.who] or [
        one["name"] for one in session.chaired_by
    ]
    return _cite(request, session, session, dict.fromkeys(names), session.event.language)


def _cite(
    request: Request, row: Any, timed: Any, names: Iterable[str], language: str
) -> citations.Citation:
    event: Event = row.event
    organiser = row.organised_by["name"] if row.organised_by else ""
    told = {
        "title": str(row.title),
        "event": str(event.title),
        "summary": str(row.about),
        "publisher": organiser,
    }
    return citations.citation_of_talk(
        key=row.key,
        names=list(names),
        day=day_of(event, timed),
        language=language,
        address=absolute_url(row.path, request),
        **told,
    )


def day_of(event: Event, timed: Any) -> dt.date:
    return (
        timed.starts_at.astimezone(zone_named(event.time_zone)).date()
        if timed.starts_at
        else event.starts_on
    )


def citation_context(event: Event, cited: citations.Citation) -> dict[str, Any]:
    """For its page; nothing while the event is in preparation: there is nothing to cite."""
    if event.state == Event.State.DRAFT:
        return {}
    return {
        "reference": citations.worded_reference(cited),
        "dublin_core": citations.dublin_core(cited),
    }
