"""With an e-mail address: allauth's pages, with our words."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.stagekit import unstash_login
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.accounts import queries
from entrepairs.accounts.actions import sign_in as actions
from entrepairs.accounts.adapter import tell_ways_changed
from entrepairs.accounts.models import Account
from entrepairs.accounts.views.sign_in import gate_context
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.ui.confirm import confirm_page


class GatePage:
    """What each page of the door knows."""

    request: Request

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, **gate_context(self.request)}


class SignupView(GatePage, allauth_views.SignupView):  # type: ignore[misc]
    pass


class SignupByPasskeyView(GatePage, allauth_views.SignupByPasskeyView):  # type: ignore[misc]
    pass


class RequestLoginCodeView(GatePage, allauth_views.RequestLoginCodeView):  # type: ignore[misc]
    pass


class ConfirmLoginCodeView(GatePage, allauth_views.ConfirmLoginCodeView):  # type: ignore[misc]
    pass


class ConfirmEmailView(GatePage, allauth_views.ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Back to the sign-up when another sign-up with that address has taken its place."""
        process = EmailVerificationProcess.resume(request)
        if process and "user_id" in process.state and process.user is None:
            process.abort()
            return HttpResponseRedirect(reverse("account_signup"))
        return super().dispatch(request, *args, **kwargs)


confirm_email = ConfirmEmailView.as_view()


class EmailView(GatePage, allauth_views.EmailView):  # type: ignore[misc]
    pass


email = EmailView.as_view()


def change_email(request: SignedInRequest, *, account: Account) -> Any:
    """Another address. What else allauth's page would do with a POST, we do on pages."""
    if request.method == "POST" and "action_add" not in request.POST:
        return redirect("account_email")
    return email(request)


def remove_email(request: SignedInRequest, *, account: Account) -> HttpResponse:
    ways = queries.ways_of(account)
    if not ways.email:
        return redirect("accounts:account")
    if request.method == "POST":
        done = _("The address is removed. Other devices are signed out.")
        said = {"account": account, "keep": request.session.session_key}
        ran = run_button(request, actions.remove_address, done=done, **said)
        if ran and not ran.earlier:
            if not account.has_usable_password():
                update_session_auth_hash(request, account)
            tell_ways_changed(account, ways.email)
        return redirect("accounts:account")
    line = _(
        "You will no longer be able to sign in with %(email)s, and it will get no more "
        "emails from us."
    )
    title = _("Remove your address?")
    return confirm_removal(request, title, line % {"email": ways.email}, ways)


def confirm_removal(
    request: SignedInRequest, title: str, line: str, ways: queries.Ways
) -> HttpResponse:
    """Asked before a way in is removed; louder for the last one."""
    lines, yes = [line, _("Your other devices are signed out.")], _("Remove")
    if ways.count == 1:
        yes = _("Remove it all the same")
        lines.append(
            _(
                "This is your last way to sign in. Once you sign out, you will need "
                "a new code from your association."
            )
        )
    back, context = reverse("accounts:account"), gate_context(request)
    return confirm_page(request, title=title, lines=lines, yes=yes, back=back, **context)


def mail_typed(request: HttpRequest) -> str:
    return request.POST.get("email", "").strip().lower()[:254]


def mail_pending(request: HttpRequest) -> str:
    """The address whose code is being typed: guesses are counted for it, in all sessions."""
    login = unstash_login(request, peek=True)
    process = EmailVerificationProcess.resume(request)
    return (login.email if login and login.email else "") or (process.email if process else "")


@require_safe
def inactive(request: Request) -> HttpResponse:
    return render(request, "account/account_inactive.html", gate_context(request))
