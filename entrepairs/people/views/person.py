"""Another person's page, and blocking."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.ledger.actions import AlreadyDone, note_look
from entrepairs.people import actions, hooks, queries
from entrepairs.people.models import Block, Facet, Person
from entrepairs.people.profile import THEIR_TITLES, Told, sections
from entrepairs.ui.forms import once_of
from entrepairs.ui.middleware import after_answer


@login_not_required
@require_safe
def person(request: Any, key: str) -> HttpResponse:
    """As far as they show themselves to whoever asks. Opening it is noted, and they see who did."""
    them = get_object_or_404(queries.pages(), key=key)
    me = request.person_id
    if them.pk == me:
        return redirect("me")
    facets = queries.facets_of([them.pk] if me is None else [them.pk, me])
    theirs = facets[them.pk]
    context = {
        "them": them,
        "shared": queries.shared(facets[me], theirs) if me is not None else None,
        "sections": sections(theirs, empty=False, titles=THEIR_TITLES),
        "contacts": [Told.of(facet) for facet in theirs if facet.kind == Facet.Kind.CONTACT],
        "actions": hooks.gathered(hooks.person_actions, request, them) if me is not None else [],
    }
    if me is not None:
        after_answer(request, lambda: note_look(viewer=me, owner=them.pk))
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: Any, key: str) -> HttpResponse:
    """Not only from an open page: also from an old conversation, where only the name is left."""
    them = get_object_or_404(Person, key=key)
    if them.pk == request.person_id:
        raise Http404
    if request.method == "POST":
        with suppress(AlreadyDone):
            actions.block(by=request.person_id, person=them, once=once_of(request))
        messages.success(request, _("It is done. Neither of you sees the other any more."))
        return redirect("me_blocks")
    context = {
        "title": _("Block %(name)s?") % {"name": them.name},
        "lines": [
            _("You disappear for each other at once: page, suggestions, proposals."),
            _(
                "If you are a pair, the pair ends. What was written stays readable by both, as in any pair that ends."
            ),
            _(
                "In a group where you both are, you still read each other. Leave it, or talk to whoever runs it."
            ),
            _("%(name)s is not told. You can lift it at any time in “People I blocked”.")
            % {"name": them.name},
        ],
        "yes": _("Block"),
        "back": reverse("person", args=[them.key]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_safe
def blocks(request: Any) -> HttpResponse:
    named = {
        row.pk: row for row in Person.objects.raw("select id, key, name from whom_i_blocked()")
    }
    mine = [(block, named.get(block.blocked_id)) for block in Block.objects.order_by("-at", "-id")]
    return render(request, "people/blocks.html", {"blocks": mine})


@require_POST
def unblock(request: Any, key: str) -> HttpResponse:
    block = Block.objects.filter(key=key).first()
    if block is not None:
        with suppress(AlreadyDone):
            actions.unblock(by=request.person_id, block=block, once=once_of(request))
        messages.success(request, _("The block is lifted. What had ended stays ended."))
    return redirect("me_blocks")
