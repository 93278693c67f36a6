"""Pages of series: all of them, one, beginning and changing one."""

from functools import partial
from typing import Any

from django import forms as fields
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import hooks, series
from entrepairs.library.models import Series
from entrepairs.library.views.manage import done, page_or_form
from entrepairs.search import search
from entrepairs.ui import forms

LONG = {"rows": 4}


class SeriesForm(forms.Form):
    title_fr = fields.CharField(
        label=gettext_lazy("Title in French"), max_length=200, required=False
    )
    title_en = fields.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    about_fr = fields.CharField(
        label=gettext_lazy("In a few words, in French"),
        max_length=5000,
        required=False,
        widget=fields.Textarea(attrs=LONG),
    )
    about_en = fields.CharField(
        label=gettext_lazy("In a few words, in English"),
        max_length=5000,
        required=False,
        widget=fields.Textarea(attrs=LONG),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("title_fr") and not data.get("title_en"):
            self.add_error("title_fr", _("A title in one of the two languages, please."))
        return data


class NewSeriesForm(SeriesForm):
    slug = fields.SlugField(
        label=gettext_lazy("Its short name, in its address"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "Letters without accents, digits and hyphens, such as expeerts. It does not change afterwards. Empty: from the title."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("slug"):
            data["slug"] = slugify(data["title_fr"] or data["title_en"])[:40].strip("-")
            if not data["slug"]:
                self.add_error(
                    "slug", _("Choose one: the title has no letter that an address can hold.")
                )
        if data.get("slug") in {"new", "change"}:
            self.add_error("slug", _("This word is taken by a page."))
        return data


@login_not_required
@require_safe
def every(request: Any) -> HttpResponse:
    context = {
        "page": page_of(request, series.all_series(), lines=search.LINES),
        "may_begin": series.may_begin(request.person_id),
    }
    return render(request, "library/series_list.html", context)


@login_not_required
@require_safe
def one(request: Any, slug: str) -> HttpResponse:
    """What belongs together over the years, newest first."""
    shown = get_object_or_404(Series, slug=slug)
    page = page_of(request, series.kept_in(shown).order_by(*search.NEWEST), lines=search.LINES)
    podcast = any(heard(shown) for heard in hooks.podcasts)
    context = {
        "series": shown, "page": page, "podcast": podcast, "first": list(series.first_of(shown)[: search.LINES]) if page.number == 1 else [],
        "may_change": series.may_begin(request.person_id),
    }  # fmt: skip
    return render(request, "library/series.html", context)


@page_or_form
def begin(request: Any) -> HttpResponse:
    if not series.may_begin(request.person_id):
        raise Http404
    form = NewSeriesForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            series.begin(slug=told["slug"], words=told, once=told["once"], by=request.person_id)
        except ValidationError as error:
            form.add_error(None, error)
        except AlreadyDone:
            return redirect("library:series", told["slug"])
        else:
            messages.success(request, _("The series is there."))
            return redirect("library:series", told["slug"])
    return forms.page(request, "library/series_form.html", {}, form=form)


@page_or_form
def change(request: Any, slug: str) -> HttpResponse:
    shown = get_object_or_404(Series, slug=slug)
    if not series.may_begin(request.person_id):
        raise Http404
    form = SeriesForm(request.POST or None, initial=series.in_form(shown))
    if form.is_valid():
        told = form.cleaned_data
        to_do = partial(
            series.change, series=shown, words=told, once=told["once"], by=request.person_id
        )
        return done(request, to_do, _("Changed."), f"/library/series/{shown.slug}/")
    return forms.page(request, "library/series_form.html", {"series": shown}, form=form)
