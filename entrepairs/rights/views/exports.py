"""The copy of my data: asked for, on its way, taken at a secret address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.jobs import defer
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.core.secret_links import digest, through_secret
from entrepairs.files.responses import Served, serve
from entrepairs.ledger.run import run_button
from entrepairs.rights import queries
from entrepairs.rights.actions import exports
from entrepairs.rights.jobs import make_export
from entrepairs.rights.models import Export

ZIP = "application/zip"


@require_POST
def ask(request: SignedInRequest) -> HttpResponse:
    ran = run_button(request, exports.ask_export)
    if ran.result:
        defer(make_export, export=ran.result.pk)
    return redirect("rights:data")


@require_safe
def progress(request: SignedInRequest) -> HttpResponse:
    """How far it is: the part of the page that asks again by itself."""
    export = queries.export_of(request.person_id)
    context = {"export": export, "secret": queries.secret_of(export.key) if export else ""}
    return render(request, "rights/_export.html", context)


@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    export = get_object_or_404(Export, key=request.POST.get("key", ""))
    run_button(request, exports.remove_export, export=export, done=_("Your copy is deleted."))
    return redirect("rights:data")


@login_not_required
@require_safe
def taken(request: Request, secret: str) -> HttpResponseBase:
    """By anybody who holds the address, signed in or not, for seven days."""
    with through_secret(secret):
        export = Export.objects.filter(digest=digest(secret), ready_at__isnull=False).first()
    if export is None or export.ready_at is None:
        raise Http404
    name = f"entrepairs-{export.ready_at:%Y-%m-%d}.zip"
    file = Served(export.place, name, ZIP, export.size, export.digest, export.ready_at)
    answer = serve(request, file, public=False, download=True)
    add_never_cache_headers(answer)
    return answer
