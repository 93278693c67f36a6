"""What pages are made of. Builtin in every template: no {% load %}. See /styleguide/ in the sample network."""

import datetime as dt
import html
import re
import uuid
from functools import cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.ui import formats, nav, svg

register = template.Library()

EMPTY_LINES = re.compile(r"\n{2,}")

register.simple_tag(formats.minutes, name="minutes")
for _words in (
    formats.day,
    formats.day_short,
    formats.clock,
    formats.day_clock,
    formats.near,
    formats.ago,
):
    register.filter(_words.__name__, _words, expects_localtime=True)
register.filter("lasting", formats.lasting)
register.filter("minutes", formats.minutes)
register.filter("percent", formats.percent)
register.filter("size", formats.size)


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Words as people typed them, escaped, in paragraphs. As Django's `linebreaks`; a conversation asks for fifty."""
    lines = html.escape(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return SafeString(
        "\n\n".join([f"<p>{part.replace('\n', '<br>')}</p>" for part in EMPTY_LINES.split(lines)])
    )


@register.simple_tag
def peer(key: str, size: str = "") -> SafeString:
    return svg.peer(key, size)


@register.simple_tag
def facing(one: str, other: str, size: str = "") -> SafeString:
    """Two people, always of the same size."""
    return format_html(
        '<span class="facing">{}{}</span>', svg.peer(one, size), svg.peer(other, size)
    )


@register.inclusion_tag("ui/balance.html")
def balance(
    given: float, received: float, left: str = "", right: str = "", label: str = ""
) -> dict[str, Any]:
    """The reciprocity bar. Numbers are minutes, unless both ends are named."""
    total = (given or 0) + (received or 0)
    share = 100 * given / total if total else None
    return {
        "track": svg.track(share),
        "share": share,
        "rest": None if share is None else 100 - share,
        "given": given,
        "received": received,
        "left": left,
        "right": right,
        "label": label,
    }


@register.simple_tag
def when(moment: formats.Moment) -> SafeString:
    """The date card: 24 / nov."""
    date = formats.as_date(moment)
    return format_html(
        '<time class="when" datetime="{}"><b>{}</b> <span>{}</span></time>',
        date.isoformat(),
        date.day,
        formats.short_month(date),
    )


@register.simple_tag
def moment(at: formats.Moment) -> SafeString:
    here = formats.local(at)
    stamp = (
        here.isoformat(timespec="minutes") if isinstance(here, dt.datetime) else here.isoformat()
    )
    return format_html('<time datetime="{}">{}</time>', stamp, formats.near(at))


# Forms


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """Label, hint, input and error of one field, wired for screen readers."""
    return bound.as_field_group()


@register.simple_tag
def errors(form: forms.BaseForm) -> SafeString:
    """What is wrong, in one place, with links to each field; nothing when all is well."""
    return mark_safe(render_to_string("ui/errors.html", {"form": form}) if form.errors else "")


@register.simple_tag
def once(form: forms.BaseForm | None = None) -> SafeString:
    """The hidden key by which the same thing sent twice is done once."""
    value = form["once"].value() if form is not None else uuid.uuid4()
    return format_html('<input type="hidden" name="once" value="{}">', value)


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Everything inside the <form>, but the token and the buttons."""
    hidden = [bound for bound in form.hidden_fields() if bound.name != "once"]
    parts = [once(form)] if "once" in form.fields else []
    parts += [mark_safe(str(bound)) for bound in hidden]
    parts += [errors(form), *(field(bound) for bound in form.visible_fields())]
    return mark_safe("".join(parts))


@register.inclusion_tag("ui/act.html", takes_context=True)
def act(context: template.Context, url: str, words: str, **options: str) -> dict[str, Any]:
    """A form of one button. Options: style, icon, name, value, label, next."""
    unknown = set(options) - {"style", "icon", "name", "value", "label", "next"}
    if unknown:
        raise template.TemplateSyntaxError(f"act: unknown {', '.join(sorted(unknown))}")
    return {
        "url": url,
        "words": words,
        "token": get_token(context["request"]),
        "once": uuid.uuid4(),
        **options,
    }


# Parts of a page


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, name: str = "page") -> dict[str, Any]:
    """Links to the next and former pages; the rest of the address stays."""
    query = context["request"].GET.copy()

    def link(number: int) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "former": link(page.number - 1) if page.has_previous() else "",
        "next": link(page.number + 1) if page.has_next() else "",
    }


@register.simple_block_tag(end_name="endblank")
def blank(content: str, title: str, icon: str = "sprout", level: int = 2) -> SafeString:
    """Nothing here yet, and what to do next."""
    return format_html(
        '<section class="blank">{}<h{} class="h3">{}</h{}>{}</section>',
        svg.icon(icon),
        level,
        title,
        level,
        mark_safe(content),
    )


@register.inclusion_tag("ui/steps.html")
def steps(number: int, total: int, title: str = "") -> dict[str, Any]:
    """How far a first conversation is."""
    return {"number": number, "total": total, "title": title, "marks": range(1, total + 1)}


# The frame


@register.simple_block_tag(takes_context=True, end_name="endnavigation")
def navigation(context: template.Context, content: str) -> SafeString:
    """The rooms open to whoever is signed in, and what waits in each. The content is the key of the present one."""
    request = context["request"]
    # At the gate nothing of anybody's life is read: there the navigation leads, without counts.
    counting = getattr(request, "person", None) is not None
    entries = [
        (place, place.count(request) if place.count and counting else 0) for place in nav.places()
    ]
    return mark_safe(
        render_to_string("ui/nav.html", {"entries": entries, "current": content.strip()})
    )


@register.simple_tag
def door(way: nav.Way) -> str:
    """The address of a way in for strangers: sign_in, sign_up or code."""
    return nav.door(way)


@register.simple_tag
def nav_footer() -> list[nav.Place]:
    return nav.footer()


@register.simple_tag
def included(where: nav.Where) -> SafeString:
    """The templates that rooms ask every page to include: the same for everyone, drawn once for each language."""
    return mark_safe(
        "".join(
            drawn(name, get_language() or "", settings.EXIT_URL) for name in nav.included(where)
        )
    )


@cache
def drawn(name: str, language: str, exit_url: str) -> str:
    return render_to_string(name, {"exit_url": exit_url})


@register.simple_tag
def level_of(message: Any) -> str:
    """The look of a message: good, sun or alert."""
    return {"success": "good", "warning": "sun", "error": "alert"}.get(message.level_tag, "")


@register.simple_tag
def htmx_extension(name: str) -> SafeString:
    """The script of one htmx extension, to put in the block `scripts`."""
    from django.templatetags.static import static

    return format_html(
        '<script src="{}" defer></script>', static(f"django_htmx/ext/hx-{name}-2.min.js")
    )


@register.simple_tag
def page_of(number: int, total: int) -> str:
    return _("Page %(number)s of %(total)s") % {"number": number, "total": total}
