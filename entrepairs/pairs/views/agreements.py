"""Our agreement: the words that hold, those that wait, and the former ones."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.pairs.actions import agreements
from entrepairs.pairs.forms import AgreementForm
from entrepairs.pairs.models import Agreement, Invitation
from entrepairs.pairs.queries.pairs import Pair
from entrepairs.pairs.views.shared import header, my_pair, will_have_seen
from entrepairs.ui.forms import page


def suggestion() -> str:
    """Lines to begin from, for two people who have none yet."""
    return "\n".join(
        [
            _("We meet about once a week, for an hour, when it suits us both."),
            _("The first times outside or in a café, not at home."),
            _(
                "What we tell each other stays between us, except if someone’s life is in danger: then we say so to "
                "each other, and look for help."
            ),
            _(
                "Each of us may say no, change the subject or take a pause, without giving a reason."
            ),
            _("In three months we read this again."),
        ]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    me = request.person_id
    form = AgreementForm(request.POST or None, initial={"words": pair.agreed or suggestion()})
    if form.is_valid():
        done = _("Proposed to %(name)s. It holds once both accept.") % {"name": pair.other.name}
        words = form.cleaned_data["words"]
        propose = agreements.propose_agreement
        if run_form(request, form, propose, circle=pair.circle, words=words, done=done):
            return redirect("pairs:agreement", key)
    will_have_seen(request, pair, f"{pair.path}agreement/")
    return page(
        request,
        "pairs/agreement.html",
        {**header(pair, "agreement"), **written(pair, me)},
        form=form,
    )


def written(pair: Pair, me: int) -> dict[str, Any]:
    """The agreements of a pair, the newest first, and the words it began with."""
    rows = list(
        Agreement.objects.filter(circle=pair.circle, closed_at__isnull=True).order_by(
            "-accepted_at", "-pk"
        )
    )
    accepted = [row for row in rows if row.accepted_at]
    return {
        "holds": accepted[0] if accepted else None,
        "former": accepted[1:],
        "open": next((row for row in rows if not row.accepted_at), None),
        "me": me,
        "began": [
            row
            for row in Invitation.objects.filter(circle=pair.circle).order_by("made_at")
            if row.words
        ],
    }


@require_POST
def accept(request: SignedInRequest, key: str) -> HttpResponse:
    """Of exactly the words that were read: others may have been proposed meanwhile."""
    pair = my_pair(request, key)
    words = get_object_or_404(
        Agreement.objects.select_related("circle"), circle=pair.circle, pk=number(request)
    )
    done = _("This is your agreement now.")
    run_button(request, agreements.accept_agreement, agreement=words, done=done)
    return redirect("pairs:agreement", key)


@require_POST
def set_aside(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    words = get_object_or_404(
        Agreement.objects.select_related("circle"), circle=pair.circle, pk=number(request)
    )
    done = _("Set aside. What you had agreed before holds.")
    run_button(request, agreements.set_aside, agreement=words, done=done)
    return redirect("pairs:agreement", key)


def number(request: SignedInRequest) -> int:
    text = request.POST.get("words", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0
