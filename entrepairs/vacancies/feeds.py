"""The Atom feed of the open calls for seats, of all regions or of one."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request
from entrepairs.library.xml import clean_text
from entrepairs.mandates.regional_feeds import newest_in_region
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.atom import answer_feed, begin_feed
from entrepairs.vacancies.queries import open_calls


@login_not_required
@require_safe
def calls(request: Request) -> HttpResponse:
    """Newest first, as a feed reader wants them."""
    rows = open_calls().order_by("-made_at", "-pk")
    feed = begin_feed(
        request,
        url_name="vacancies:feed",
        page="vacancies:calls",
        title=_("%(site)s: open calls for seats") % {"site": settings.SITE_NAME},
        words=_("Associations look for people who speak for users."),
    )
    for row in newest_in_region(request, rows, "seat__body"):
        feed.add_item(
            title=clean_text(row.seat.body.name),
            link=absolute_url(row.path, request),
            description=clean_text(row.words),
            author_name=clean_text(row.organisation.name),
            pubdate=row.made_at,
            updateddate=row.made_at,
            unique_id=absolute_url(row.path, request),
        )
    return answer_feed(feed, request)
