"""What a group's people promise each other: the version that holds, my yes, a new one."""

from dateutil.relativedelta import relativedelta
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.groups import starting_texts
from entrepairs.groups.actions import agreements as actions
from entrepairs.groups.forms import AgreementForm
from entrepairs.groups.models import Agreement
from entrepairs.groups.queries import groups as queries
from entrepairs.groups.views.shared import around, group_i_am_in, kept_group
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def agreement(request: SignedInRequest, key: str) -> HttpResponse:
    standing = group_i_am_in(request, key)
    version, yes = queries.agreement_of(standing.circle, request.person_id)
    former = [one for one in queries.versions_of(standing.circle) if one != version]
    context = {"agreement": version, "yes": yes, "former": former}
    return render(
        request, "groups/agreement.html", {**around(request, standing, "agreement"), **context}
    )


@require_POST
def agree(request: SignedInRequest, key: str) -> HttpResponse:
    """To exactly the version that was read."""
    standing = group_i_am_in(request, key)
    rows = Agreement.objects.select_related("circle").filter(circle=standing.circle)
    version = get_object_or_404(rows, number=whole_number(request.POST.get("number"), digits=4))
    done = _("You said yes to this version.")
    run_button(request, actions.agree_to_version, agreement=version, done=done)
    return redirect("groups:agreement", key)


@page_or_form
def write(request: SignedInRequest, key: str) -> HttpResponse:
    standing = kept_group(request, key)
    version, _yes = queries.agreement_of(standing.circle, request.person_id)
    words = version.words if version else starting_texts.starting_agreement()
    later = timezone.localdate() + relativedelta(months=starting_texts.months_to_review())
    form = AgreementForm(request.POST or None, initial={"words": words, "review_on": later})
    if version is None:
        del form.fields["changes"]
    if form.is_valid():
        said = {name: form.cleaned_data.get(name, "") for name in ("words", "changes")}
        values = {"circle": standing.circle, "review_on": form.cleaned_data["review_on"], **said}
        done = _("Saved. Each person in the group is asked for their yes.")
        if run_form(request, form, actions.write_agreement, done=done, **values):
            return redirect("groups:agreement", key)
    context = {**around(request, standing, "agreement"), "agreement": version}
    return forms.page(request, "groups/agreement_write.html", context, form=form)
