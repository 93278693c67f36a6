"""The Atom feed of what delegations share of their items, of all regions or of one."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request
from entrepairs.items.queries.finding import shared_outcomes
from entrepairs.library.xml import clean_text
from entrepairs.mandates.regional_feeds import newest_in_region
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.atom import answer_feed, begin_feed


@login_not_required
@require_safe
def outcomes(request: Request) -> HttpResponse:
    feed = begin_feed(
        request,
        url_name="items:outcomes_feed",
        page="items:outcomes",
        title=_("%(site)s: what came of what peers said") % {"site": settings.SITE_NAME},
        words=_("Answers that those who sit for users share."),
    )
    for row in newest_in_region(request, shared_outcomes(), "body"):
        feed.add_item(
            title=clean_text(row.title),
            link=absolute_url(row.path, request),
            description=clean_text(row.words),
            pubdate=dt.datetime.combine(row.day, dt.time(), dt.UTC),
            updateddate=row.shared_at,
            unique_id=absolute_url(row.path, request),
            categories=[clean_text(row.body.name)],
        )
    return answer_feed(feed, request)
