"""With an e-mail address: allauth's pages, with our words."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.stagekit import unstash_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.accounts import actions, queries
from entrepairs.accounts.adapter import ways_changed
from entrepairs.accounts.models import Account
from entrepairs.accounts.views.sign_in import frame
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ui import forms as base_forms


class Framed:
    """What each page of the door knows."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, **frame(self.request)}


class SignupView(Framed, allauth_views.SignupView):  # type: ignore[misc]
    pass


class SignupByPasskeyView(Framed, allauth_views.SignupByPasskeyView):  # type: ignore[misc]
    pass


class RequestLoginCodeView(Framed, allauth_views.RequestLoginCodeView):  # type: ignore[misc]
    pass


class ConfirmLoginCodeView(Framed, allauth_views.ConfirmLoginCodeView):  # type: ignore[misc]
    pass


class ConfirmEmailView(Framed, allauth_views.ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The account may be gone since: somebody signed up again with that address, and the newest one counts."""
        process = EmailVerificationProcess.resume(request)
        if process and "user_id" in process.state and process.user is None:
            process.abort()
            return HttpResponseRedirect(reverse("account_signup"))
        return super().dispatch(request, *args, **kwargs)


confirm_email = ConfirmEmailView.as_view()


class EmailView(Framed, allauth_views.EmailView):  # type: ignore[misc]
    pass


email = EmailView.as_view()


def change_email(request: HttpRequest, *, account: Account) -> Any:
    return email(request)


def remove_email(request: HttpRequest, *, account: Account) -> HttpResponse:
    ways = queries.ways_of(account)
    if not ways.email:
        return redirect("accounts:account")
    if request.method == "POST":
        try:
            actions.remove_address(account=account, once=base_forms.once_of(request))
            ways_changed(account, ways.email)
            messages.success(request, _("The address is removed."))
        except AlreadyDone:
            pass
        return redirect("accounts:account")
    lines = [
        _("%(email)s will not open your account any more, and will get no mail from here.")
        % {"email": ways.email}
    ]
    return render(
        request, "ui/confirm.html", removal(request, _("Remove your address?"), lines, ways)
    )


def removal(
    request: HttpRequest, title: str, lines: list[str], ways: queries.Ways
) -> dict[str, Any]:
    """Asked before a way in is removed; louder for the last one."""
    last = ways.count == 1
    if last:
        lines = [
            *lines,
            _(
                "It is your last way in. Once signed out, nothing will open your account but a new code from your association."
            ),
        ]
    yes = _("Remove it all the same") if last else _("Remove")
    return frame(
        request, title=title, lines=lines, yes=yes, danger=True, back=reverse("accounts:account")
    )


def mail_typed(request: HttpRequest) -> str:
    return request.POST.get("email", "").strip().lower()[:254]


def mail_pending(request: Any) -> str:
    """The address whose code is being typed: guesses are counted for it, however many sessions they come from."""
    login = unstash_login(request, peek=True)
    process = EmailVerificationProcess.resume(request)
    return (login.email if login and login.email else "") or (process.email if process else "")


@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "account/account_inactive.html", frame(request))
