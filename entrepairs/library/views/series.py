"""Pages of series: all of them, one, beginning and changing one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library import covers, hooks, series
from entrepairs.library.actions import series as actions
from entrepairs.library.models import Series
from entrepairs.library.series_forms import NewSeriesForm, SeriesForm
from entrepairs.notices.actions import see_after_answer
from entrepairs.search import full_text
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@login_not_required
@require_safe
def all_series(request: Request) -> HttpResponse:
    rows = series.all_series().annotate(followed=series.followed_by(request.person_id))
    context = {
        "page": page_of(request, rows, lines=full_text.LINES),
        "may_begin": series.may_begin(request.person_id),
    }
    return render(request, "library/series_list.html", context)


@login_not_required
@require_safe
def one_series(request: Request, slug: str) -> HttpResponse:
    """What belongs together over the years, newest first."""
    me = request.person_id
    known = Series.objects.annotate(followed=series.followed_by(me))
    shown: Any = get_object_or_404(known, slug=slug)
    rows = series.resources_in(shown).annotate(new=series.news_for(me))
    rows = rows.order_by(*full_text.NEWEST)
    page = page_of(request, rows, lines=full_text.LINES)
    first = series.first_entries(shown)[: full_text.LINES] if page.number == 1 else []
    context = {
        "series": shown,
        "page": page,
        "podcast": any(has_episodes(shown) for has_episodes in hooks.podcasts),
        "first": list(first),
        "may_change": series.may_begin(me),
        "covers": covers.covers_of(row.key for row in page.rows),
    }
    if shown.followed:
        see_after_answer(request, path=shown.path)
    return render(request, "library/series.html", context)


@require_POST
def follow(request: SignedInRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Series, slug=slug)
    done = _("You follow this series. A notification tells you when something is published in it.")
    run_button(request, actions.follow_series, series=shown, done=done)
    return redirect(shown.path)


@require_POST
def unfollow(request: SignedInRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Series, slug=slug)
    done = _("You no longer follow this series.")
    run_button(request, actions.unfollow_series, series=shown, done=done)
    return redirect(shown.path)


@page_or_form
def begin(request: SignedInRequest) -> HttpResponse:
    if not series.may_begin(request.person_id):
        raise Http404
    form = NewSeriesForm(request.POST or None)
    if form.is_valid() and run_form(
        request,
        form,
        actions.begin_series,
        done=_("The series is created."),
        slug=form.cleaned_data["slug"],
        values=form.told(),
    ):
        return redirect("library:series", form.cleaned_data["slug"])
    return forms.page(request, "library/series_form.html", {}, form=form)


@page_or_form
def change(request: SignedInRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Series, slug=slug)
    if not series.may_begin(request.person_id):
        raise Http404
    form = SeriesForm(request.POST or None, initial=model_to_dict(shown, SeriesForm.Meta.fields))
    if form.is_valid() and run_form(
        request,
        form,
        actions.change_series,
        done=_("Changed."),
        series=shown,
        values=form.told(),
    ):
        return redirect("library:series", shown.slug)
    return forms.page(request, "library/series_form.html", {"series": shown}, form=form)
