"""Reporting something from where it stands, and what became of it: signed in, or by the secret
address that who has no account is given."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.accounts.throttling import counted
from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.core.secret_links import through_secret
from entrepairs.ledger.run import run_form
from entrepairs.safeguarding import queries, reportable
from entrepairs.safeguarding.actions.reports import appeal_ruling, file_report
from entrepairs.safeguarding.forms import AppealForm, ReportForm
from entrepairs.safeguarding.models import Report, Ruling
from entrepairs.safeguarding.queries import DecidedWords
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def reported_or_404(kind: str, key: str) -> reportable.Reported:
    """As it stands now, for the person who asks: what they do not see cannot be reported."""
    known = reportable.kind_named(kind)
    found = known.find(key) if known else None
    if found is None:
        raise Http404
    return found


@login_not_required
@page_or_form
@counted("report", lambda request: str(request.person_id or ""), keep=True)  # type: ignore[attr-defined]
def new(request: Request, kind: str, key: str) -> HttpResponse:
    reported = reported_or_404(kind, key)
    me = request.person_id
    form = ReportForm(request.POST or None, reported=reported)
    if form.is_valid():
        values: dict[str, Any] = {"reported": reported, "words": form.words(), "by": me}
        if ran := run_form(request, form, file_report, **values):
            if me is None:
                return redirect("safeguarding:door", ran.result)
            return redirect("safeguarding:sent", ran.result or ran.earlier.object_key)  # type: ignore[union-attr]
    context = {
        "reported": reported,
        "kind": reportable.words_of_kind(kind),
        "mine": me is not None and reported.author == me,
    }
    return forms.page(request, "safeguarding/new.html", context, form=form)


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What I sent, what was decided about words of mine, what I am asked to decide on."""
    me = request.person_id
    sent = page_of(request, queries.sent_reports())
    context = {
        "sent": sent,
        "decided": list(queries.rulings_to_me(me)[:20]),
        "readings": list(queries.readings_of(me)[:20]),
        "places": list(queries.asked_places(me)),
        "words_of_kind": reportable.words_of_kind,
        "clock_of": queries.clock_of_reading,
    }
    return render(request, "safeguarding/reports.html", context)


def told_of(report: Report, me: int | None) -> dict[str, Any]:
    """What who sent a report reads of it."""
    rulings = list(Ruling.objects.filter(report=report, agreed_at__isnull=False).order_by("turn"))
    appeal = queries.my_appeal(report.pk, me)
    last = queries.last_ruling(rulings)
    return {
        "report": report,
        "kind": reportable.words_of_kind(report.kind),
        "rulings": [(one, queries.rule_words(one)) for one in rulings],
        "last": last,
        "appeal": appeal,
        "may_appeal": bool(last and queries.may_appeal(last) and not appeal),
        "appeal_until": queries.appeal_until(rulings[0]) if rulings else None,
        "readers": queries.names_of_readers(report.pk),
        "clock": queries.answer_clock(report.made_at, rulings[0].agreed_at if rulings else None),
        "words": DecidedWords(
            report.kind, report.path, str(report.place), str(report.stood), report.said_at, False
        ),
    }


@require_safe
def sent(request: SignedInRequest, key: str) -> HttpResponse:
    """What I reported, and where it stands."""
    found = get_object_or_404(queries.sent_reports(), key=key)
    return render(request, "safeguarding/sent.html", told_of(found, request.person_id))


@login_not_required
@page_or_form
def door(request: Request, secret: str) -> HttpResponse:
    """The same for who holds the secret address; they answer a decision from here too."""
    with through_secret(secret):
        found = get_object_or_404(queries.sent_reports(), sent__door__isnull=False)
        context = told_of(found, None)
        form = AppealForm(request.POST or None) if context["may_appeal"] else None
        if form is not None and form.is_valid():
            values: dict[str, Any] = {"ruling": context["last"], "by": None}
            done = _("Sent. Two others read everything again.")
            words = form.cleaned_data["words"]
            if run_form(request, form, appeal_ruling, done=done, words=words, **values):
                return redirect("safeguarding:door", secret)
        here = request.build_absolute_uri(reverse("safeguarding:door", args=[secret]))
        more = {"secret_address": here, "form": form}
        return forms.page(request, "safeguarding/sent.html", context | more, form=form)
