"""The house rules, and what to do with a worry: for everyone, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.safeguarding import house_rules


@login_not_required
@require_safe
def rules(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The version that holds, or an earlier one by its number."""
    now = house_rules.rules_now()
    shown = now if number is None else house_rules.version_numbered(number)
    if shown is None:
        raise Http404
    earlier = [one for one in house_rules.all_versions() if one != now]
    context = {"shown": shown, "now": now, "earlier": earlier}
    return render(request, "safeguarding/rules.html", context)


@login_not_required
@require_safe
def worry(request: HttpRequest) -> HttpResponse:
    """Who may call, which number, what the law says. Nothing is asked, and nothing kept."""
    worries, checked_on = house_rules.all_worries()
    context = {"worries": worries, "checked_on": checked_on}
    return render(request, "safeguarding/worry.html", context)


@login_not_required
@require_safe
def confidentiality(request: HttpRequest) -> HttpResponse:
    """What stays between people and what does not: before they first meet."""
    parts, checked_on = house_rules.confidentiality()
    context = {"parts": parts, "checked_on": checked_on}
    return render(request, "safeguarding/confidentiality.html", context)
