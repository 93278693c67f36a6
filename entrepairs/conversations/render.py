"""Messages as HTML. A page has fifty of them: as a template each took ten times as long, most of the page's time."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entrepairs.conversations.queries import Page
from entrepairs.ui import formats
from entrepairs.ui.templatetags.entrepairs import paragraphs

DAY = '<p class="messages-day" data-day="{date}">{words}</p>\n'
MESSAGE = (
    '<div class="message{mine}" id="m-{key}"><div dir="auto">{body}</div>'
    '<footer>{who} · <time datetime="{stamp}">{clock}</time>{seen}</footer></div>\n'
)
SEEN = '<span class="seen"{hidden}> · {words}</span>'


def draw(page: Page) -> SafeString:
    """The messages of a page, with the days between them. Whether mine were seen may still change: it is there, hidden."""
    you, seen, french = escape(_("You")), escape(_("seen")), formats.in_french()
    parts = []
    for shown in page.messages:
        if shown.begins_day:
            parts.append(
                DAY.format(date=shown.at.date().isoformat(), words=escape(formats.day(shown.at)))
            )
        parts.append(
            MESSAGE.format(
                mine=" mine" if shown.mine else "",
                key=shown.key.hex,
                body=paragraphs(shown.body),
                who=you if shown.mine else escape(shown.name),
                stamp=shown.at.isoformat(timespec="minutes"),
                clock=formats.on_clock(shown.at, french),
                seen=SEEN.format(hidden="" if shown.seen else " hidden", words=seen)
                if shown.mine
                else "",
            )
        )
    return mark_safe("".join(parts))  # every part escaped above
