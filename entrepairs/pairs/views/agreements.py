"""Our agreement: the words that hold, those that wait, and the former ones."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.pairs.actions import agreements
from entrepairs.pairs.forms import AgreementForm
from entrepairs.pairs.models import Agreement, Invitation
from entrepairs.pairs.queries.pairs import Pair
from entrepairs.pairs.views.shared import my_pair, pair_context, see_news_after_answer
from entrepairs.ui.forms import page, page_or_form


def suggested_words() -> str:
    """Lines to begin from, for two people who have none yet."""
    return "\n".join(
        [
            _("We meet about once a week, for an hour, when it suits us both."),
            _("The first times outside or in a café, not at home."),
            _(
                "What we tell each other stays between us, except if someone’s life is in danger: "
                "then we say so to "
                "each other, and look for help."
            ),
            _(
                "Either of us can say no, change the subject or take a pause, "
                "without giving a reason."
            ),
            _("In three months we read this again."),
        ]
    )


@page_or_form
def agreement(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    form = AgreementForm(request.POST or None, initial={"words": pair.agreed or suggested_words()})
    if form.is_valid() and run_form(
        request,
        form,
        agreements.propose_agreement,
        circle=pair.circle,
        words=form.cleaned_data["words"],
        done=_("%(name)s has received your text. It applies once you both accept it.")
        % {"name": pair.other.name},
    ):
        return redirect("pairs:agreement", key)
    see_news_after_answer(request, pair, f"{pair.path}agreement/")
    context = {**pair_context(pair, "agreement"), **agreement_context(pair, request.person_id)}
    return page(request, "pairs/agreement.html", context, form=form)


def agreement_context(pair: Pair, me: int) -> dict[str, Any]:
    """The agreements of a pair, the newest first, and the words it began with."""
    kept = Agreement.objects.filter(circle=pair.circle, closed_at__isnull=True)
    rows = list(kept.order_by("-accepted_at", "-pk"))
    accepted = [row for row in rows if row.accepted_at]
    began = Invitation.objects.filter(circle=pair.circle).order_by("made_at")
    return {
        "holds": accepted[0] if accepted else None,
        "former": accepted[1:],
        "open": next((row for row in rows if not row.accepted_at), None),
        "me": me,
        "began": [row for row in began if row.words],
    }


def words_read(request: SignedInRequest, key: str) -> Agreement:
    """Exactly the words that were read: others may have been proposed meanwhile."""
    number = whole_number(request.POST.get("words"))
    ours = Agreement.objects.select_related("circle").filter(circle=my_pair(request, key).circle)
    return get_object_or_404(ours, pk=number)


@require_POST
def accept(request: SignedInRequest, key: str) -> HttpResponse:
    words = words_read(request, key)
    done = _("This is now your agreement.")
    run_button(request, agreements.accept_agreement, agreement=words, done=done)
    return redirect("pairs:agreement", key)


@require_POST
def set_aside(request: SignedInRequest, key: str) -> HttpResponse:
    words = words_read(request, key)
    done = _("This text is set aside. Nothing else changes.")
    run_button(request, agreements.set_agreement_aside, agreement=words, done=done)
    return redirect("pairs:agreement", key)
