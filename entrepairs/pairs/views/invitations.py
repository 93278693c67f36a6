"""Inviting, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.next_address import next_path
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.actions import see_after_answer
from entrepairs.pairs.actions import invitations, wishes
from entrepairs.pairs.forms import InviteForm
from entrepairs.pairs.models import Invitation
from entrepairs.pairs.notice_kinds import INVITATION
from entrepairs.pairs.queries.invitations import (
    invitation_to,
    invitations_by,
    invitations_not_possible,
    invitations_to,
    wishes_of_others,
)
from entrepairs.pairs.queries.possible import reasons_with, sections_shown_to
from entrepairs.people.models import Person
from entrepairs.ui.forms import once_of, page, page_or_form


@page_or_form
def invite(request: SignedInRequest, key: str) -> HttpResponse:
    """A few words to someone whose wish stands, after seeing what they will see of me."""
    me = request.person_id
    wish = get_object_or_404(wishes_of_others(me), person__key=key)
    other = wish.person
    form = InviteForm(request.POST or None, name=other.name)
    if form.is_valid() and (
        ran := run_form(
            request, form, invitations.invite, to=other, words=form.cleaned_data["words"]
        )
    ):
        return _after_inviting(request, other, ran.result)
    context = {
        "other": other,
        "wish": wish,
        "reasons": reasons_with(me, [other])[other.pk],
        "mine": wishes.standing_wish(me),
        "shown": sections_shown_to(me, other),
    }
    return page(request, "pairs/invite.html", context, form=form)


def _after_inviting(
    request: SignedInRequest, other: Person, sent: Invitation | None
) -> HttpResponse:
    """To the conversation, when the other had invited me too. `sent`: None on a second press."""
    name = {"name": other.name}
    if sent and sent.circle:
        said = _("%(name)s had also invited you. You are now in contact.")
        messages.success(request, said % name)
        return redirect(sent.circle.path)
    if sent:
        said = _("Invitation sent to %(name)s, who can answer when they like.")
        messages.success(request, said % name)
    return redirect("pairs:invitations")


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What waits for my answer, and the invitations that I sent."""
    me = request.person_id
    to_me = list(invitations_to(me))
    reasons = reasons_with(me, [row.by for row in to_me])
    no_yes = invitations_not_possible()
    for row in to_me:
        row.no_yes = no_yes.get(row.pk)
    lines = [(row, reasons[row.by_id]) for row in to_me]
    context = {
        "received": [line for line in lines if not line[0].put_off and not line[0].yes_at],
        "agreed": [line[0] for line in lines if line[0].yes_at],
        "put_off": [line for line in lines if line[0].put_off],
        "sent": invitations_by(me),
        "days": invitations.STANDS.days,
    }
    if to_me:
        see_after_answer(request, kinds=[INVITATION])
    return render(request, "pairs/invitations.html", context)


def page_of_gone(request: SignedInRequest) -> HttpResponse:
    """Withdrawn, over, across a block, or never there: the same page and status for all."""
    return render(request, "pairs/gone.html", status=404)


@require_POST
def yes(request: SignedInRequest, key: str) -> HttpResponse:
    invitation = invitation_to(request.person_id, key)
    if invitation is None:
        return page_of_gone(request)
    of_round = invitation.organisation_id is not None
    action = invitations.agree_to_round if of_round else invitations.accept_invitation
    try:
        circle = action(invitation=invitation, once=once_of(request), by=request.person_id)
    except AlreadyDone:
        if invitation.circle:
            return redirect(invitation.circle.path)
        return redirect("pairs:invitations" if of_round else "pairs:list")
    except invitations.NoRoom as taken:
        messages.warning(request, str(taken))
        return redirect(next_path(request, "pairs:invitations"))
    except NotPossible:
        return page_of_gone(request)
    name = {"name": invitation.by.name}
    if circle is None:
        kept = _("Your yes is saved. You will be in contact as soon as %(name)s says yes too.")
        messages.success(request, kept % name)
        return redirect(next_path(request, "pairs:invitations"))
    peers = _("You and %(name)s are now in contact. A few words are enough to start.")
    messages.success(request, peers % name)
    return redirect(circle.path)


@require_POST
def not_now(request: SignedInRequest, key: str) -> HttpResponse:
    invitation = invitation_to(request.person_id, key)
    if invitation is None:
        return page_of_gone(request)
    done = _("Noted. The other person will not be told.")
    run_button(request, invitations.refuse_invitation, invitation=invitation, done=done)
    return redirect(next_path(request, "pairs:invitations"))


@require_POST
def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation, key=key, by=request.person_id)
    done = _("Cancelled. The other person can no longer see it.")
    run_button(request, invitations.withdraw_invitation, invitation=invitation, done=done)
    return redirect("pairs:invitations")
