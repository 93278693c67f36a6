"""How to cite what was said: a talk by who speaks in it; a session by all who speak there, else by who chairs it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.library import citations
from entrepairs.ui.addresses import absolute_url


def of_talk(request: Any, talk: Any) -> citations.Citation:
    timed = talk if talk.starts_at else talk.session
    return _of(
        request, talk, timed, [one.name for one in talk.who], talk.language or talk.event.language
    )


def of_session(request: Any, session: Any) -> citations.Citation:
    names = [one.name for talk in session.said for one in talk.who] or [
        one["name"] for one in session.chaired_by
    ]
    return _of(request, session, session, dict.fromkeys(names), session.event.language)


def _of(
    request: Any, row: Any, timed: Any, names: Iterable[str], language: str
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
        key=row.key, names=list(names), day=day_of(event, timed), language=language, address=absolute_url(row.path, request), **told
    )  # fmt: skip


def day_of(event: Event, timed: Any) -> dt.date:
    return (
        timed.starts_at.astimezone(zone_named(event.time_zone)).date()
        if timed.starts_at
        else event.starts_on
    )


def shown(event: Event, one: citations.Citation) -> dict[str, Any]:
    """What its page says of it; nothing while it is in preparation: there is nothing to cite."""
    if event.state == Event.State.DRAFT:
        return {}
    return {"reference": citations.worded_reference(one), "dublin_core": citations.dublin_core(one)}
