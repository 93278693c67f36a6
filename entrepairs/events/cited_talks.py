"""Citations: a talk by its speakers; a session by all who speak there, else by its chairs."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from entrepairs.core.requests import Request
from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.library import citation_metadata, citations, references
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.markdown import markdown_as_text


def cite_talk(request: Request, talk: Any) -> citations.Citation:
    timed = talk if talk.starts_at else talk.session
    speakers = [citations.cite_named(one) for one in talk.who]
    return _cite(request, talk, timed, speakers, talk.language or talk.event.language)


def cite_session(request: Request, session: Any) -> citations.Citation:
    speakers = [citations.cite_named(one) for talk in session.said for one in talk.who] or [
        citations.cite_name(one["name"], one["family"], one["orcid"]) for one in session.chaired_by
    ]
    return _cite(request, session, session, dict.fromkeys(speakers), session.event.language)


def _cite(
    request: Request,
    row: Any,
    timed: Any,
    speakers: Iterable[citations.CitedName],
    language: str,
) -> citations.Citation:
    event: Event = row.event
    organiser = row.organised_by["name"] if row.organised_by else ""
    told = {
        "title": str(row.title),
        "event": str(event.title),
        "summary": markdown_as_text(str(row.about)),
        "publisher": organiser,
    }
    return citations.citation_of_talk(
        key=row.key,
        speakers=list(speakers),
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


def citation_context(request: Request, event: Event, cited: citations.Citation) -> dict[str, Any]:
    """For its page; nothing while the event is in preparation: there is nothing to cite."""
    if event.state == Event.State.DRAFT:
        return {}
    return {
        **references.reference_context(request.GET.get("style", ""), cited),
        "dublin_core": citation_metadata.dublin_core(cited),
        "highwire": citation_metadata.highwire_tags(cited),
    }
