"""allauth's adapters: how accounts are made, mails sent and sessions opened here."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core import context as running
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.cryptokit import generate_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts import login as entering
from entrepairs.accounts import throttling
from entrepairs.accounts.actions.sign_in import end_sessions
from entrepairs.accounts.models import Account
from entrepairs.accounts.queries import person_of
from entrepairs.core.next_address import safe_path
from entrepairs.people.actions.persons import make_person
from entrepairs.ui.mails import automatic_headers

log = logging.getLogger(__name__)


class ConfirmAddress(EmailVerificationStage):  # type: ignore[misc]
    """The stage that asks to confirm an address before it opens anything.

    Who has no address comes in by other ways.
    """

    def handle(self) -> Any:
        account = self.login.user
        if (
            account is not None
            and not account.email
            and not EmailAddress.objects.filter(user=account).exists()
        ):
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _(
            "This code is not correct. Use the latest email and copy its 8 digits."
        ),
        "too_many_login_attempts": _("Too many wrong attempts with this code. Ask for a new one."),
        "rate_limited": _("Wait a moment before you ask for another email."),
        "duplicate_email": _("This is already your address."),
        "email_taken": _("This address cannot be used here."),
        "same_as_current": _("This is already your address."),
    }

    def login(self, request: Any, user: Account) -> None:
        super().login(request, user)
        entering.begin_session(request, user)

    def get_login_redirect_url(self, request: Any) -> str:
        return entering.home_of(request.user)

    get_signup_redirect_url = get_login_redirect_url

    def is_safe_url(self, url: str | None) -> bool:
        return bool(safe_path(url))

    def get_client_ip(self, request: Any) -> str:
        return throttling.address_of(request)

    def get_login_stages(self) -> list[str]:
        """A passkey is a way in by itself, never asked for on top of another one."""
        return [
            "allauth.account.stages.LoginByCodeStage",
            "entrepairs.accounts.adapter.ConfirmAddress",
            "allauth.mfa.webauthn.stages.PasskeySignupStage",
        ]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [
            {"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}
        ]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked for by our own pages (see decorators.proven_page)."""
        return False

    def confirm_email(self, request: Any, email_address: EmailAddress) -> bool:
        """A new address takes the place of the former one, and ends the sessions that it opened."""
        account = email_address.user
        others = EmailAddress.objects.filter(user=account, verified=True)
        replaces = others.exclude(pk=email_address.pk).exists()
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed and replaces:
            end_sessions(account=account, keep=request.session.session_key)
        return confirmed

    def populate_username(self, request: Any, user: Account) -> None:
        """None before four words are chosen: they come with a name to sign in with."""

    def save_user(self, request: Any, user: Account, form: Any, commit: bool = True) -> Account:
        """A new account is a new person's, with the name they just gave."""
        user.person = make_person(name=form.cleaned_data["called"], language=get_language() or "fr")
        user.email = form.cleaned_data["email"]
        user.set_unusable_password()
        if commit:
            user.save()
        return user

    def generate_login_code(self) -> str:
        """Eight figures: the keyboard of an old phone has them at hand."""
        return str(generate_user_code(numeric=True, length=8))

    generate_email_verification_code = generate_login_code

    def render_mail(
        self,
        template_prefix: str,
        email: Any,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> Any:
        """No machine answers a code."""
        ours = automatic_headers() | {"Content-Language": get_language() or ""}
        return super().render_mail(template_prefix, email, context, ours | (headers or {}))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Plain text. When the mail cannot leave, says so, whether or not the address is known."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("A mail could not be sent")
            raise ImmediateHttpResponse(
                render(running.request, "accounts/no_mail.html", status=503)
            ) from None

    def send_account_already_exists_mail(self, email: str) -> None:
        url = running.request.build_absolute_uri(reverse("account_request_login_code"))
        self.send_mail("account/email/account_already_exists", email, {"come_in_url": url})

    def send_notification_mail(
        self, template_prefix: str, user: Account, *args: Any, **kwargs: Any
    ) -> None:
        """One mail for all that changes in the ways in, to the address that was there before."""
        tell_ways_changed(user, kwargs.get("email"))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The passkey did not work. Try again, or sign in another way."),
    }

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """What the phone shows beside the passkey: the name its owner goes by."""
        name = person_of(user).name
        return {
            **super().get_public_key_credential_user_entity(user),
            "name": name,
            "display_name": name,
        }

    def generate_authenticator_name(self, user: Account, type: Any) -> str:
        """The kind of device it was made on."""
        return entering.device_of(running.request) or str(_("This device"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Entrepairs"}


def tell_ways_changed(account: Account, email: str | None = None) -> None:
    """A mail to the person, if they have an address, that their ways in have changed.

    What changed stays, mail or not.
    """
    address = email or EmailAddress.objects.get_primary_email(account)
    if address:
        try:
            url = running.request.build_absolute_uri(reverse("accounts:account"))
            AccountAdapter(running.request).send_mail(
                "account/email/ways_changed", address, {"account_url": url}
            )
        except ImmediateHttpResponse:
            return
