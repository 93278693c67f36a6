"""Another person's page, and blocking."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.looks import note_look_after
from entrepairs.ledger.run import confirm_button, run_button
from entrepairs.people import hooks, queries
from entrepairs.people.actions.blocks import block_person, lift_block
from entrepairs.people.models import Block, Facet, Person
from entrepairs.people.profile import THEIR_TITLES, Told, arrange_sections
from entrepairs.ui.forms import page_or_form


@login_not_required
@require_safe
def person(request: Request, key: str) -> HttpResponse:
    """As far as they show themselves to the person who asks.

    Opening it is noted, and they see who did.
    """
    them = get_object_or_404(queries.open_pages(), key=key)
    me = request.person_id
    if them.pk == me:
        return redirect("me")
    facets = queries.facets_of([them.pk] if me is None else [them.pk, me])
    theirs = facets[them.pk]
    context: dict[str, Any] = {
        "them": them,
        "shared": queries.compare_facets(facets[me], theirs) if me is not None else None,
        "sections": arrange_sections(theirs, empty=False, titles=THEIR_TITLES),
        "contacts": [Told.of(facet) for facet in theirs if facet.kind == Facet.Kind.CONTACT],
        "actions": [],
    }
    if me is not None:
        context["actions"] = hooks.gather_actions(hooks.person_actions, request, them)
        note_look_after(request, owner=them.pk)
    return render(request, "people/person.html", context)


@page_or_form
def block(request: SignedInRequest, key: str) -> HttpResponse:
    """Not only from an open page: also from an old conversation, where only the name is left."""
    them = get_object_or_404(Person.objects.exclude(pk=request.person_id), key=key)
    name = {"name": them.name}
    return confirm_button(
        request,
        block_person,
        title=_("Block %(name)s?") % name,
        lines=[
            _("You disappear for each other at once: profile, suggestions, invitations."),
            _("If you are in contact, it ends. You can both still read your messages."),
            _(
                "In a group that you are both in, you can still read each other. Leave the "
                "group, or talk to the person who runs it."
            ),
            _(
                "%(name)s is not told of the block. You can lift it at any time in "
                "“People I blocked”."
            )
            % name,
        ],
        yes=_("Block"),
        back=reverse("person", args=[them.key]),
        after=reverse("me_blocks"),
        person=them,
        done=_("It is done. Neither of you sees the other any more."),
    )


@require_safe
def blocks(request: SignedInRequest) -> HttpResponse:
    named = {
        row.pk: row for row in Person.objects.raw("select id, key, name from whom_i_blocked()")
    }
    mine = [(block, named.get(block.blocked_id)) for block in Block.objects.order_by("-at", "-id")]
    return render(request, "people/blocks.html", {"blocks": mine})


@require_POST
def unblock(request: SignedInRequest, key: str) -> HttpResponse:
    """Sent again, it is lifted already: the list says so."""
    found = Block.objects.filter(key=key).first()
    if found is not None:
        done = _("Unblocked. You are not back in contact.")
        run_button(request, lift_block, block=found, done=done)
    return redirect("me_blocks")
