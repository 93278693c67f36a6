"""What one types at the door."""

import time
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts import clean_up, paper_codes, passphrases
from entrepairs.accounts.models import Account
from entrepairs.ui.forms import RENDERER, Form, OnceField, PlainInput

LATIN = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
WORDS_LAST = 2 * 3600


class CodeForm(Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_(
            "12 letters and digits, as on the paper. Capitals, dashes and spaces do not matter."
        ),
        widget=forms.TextInput(
            attrs={**LATIN, "autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        code = paper_codes.tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has 12 letters and digits, for example K7QM-3T9X-WP4D.")
            )
        return paper_codes.group_in_fours(code)


class SecretForm(Form):
    """A name or an address, and what goes with it."""

    login = forms.CharField(max_length=254)
    secret = forms.CharField(max_length=200, strip=False)

    def __init__(
        self, *args: Any, by_mail: bool = False, visible: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your email address") if by_mail else _("Your sign-in name")
        self.fields["secret"].label = _("Your password") if by_mail else _("Your four secret words")
        kind = (
            {"type": "email", "autocomplete": "username"}
            if by_mail
            else {"autocomplete": "username"}
        )
        self.fields["login"].widget = forms.TextInput(attrs={**LATIN, **kind})
        shown = forms.TextInput if visible else forms.PasswordInput
        self.fields["secret"].widget = shown(attrs={**LATIN, "autocomplete": "current-password"})
        if not by_mail:
            self.fields["secret"].help_text = _(
                "Put a space between the words. Capitals and accents do not matter."
            )


class ProofForm(Form):
    """The secret of an account, asked again."""

    secret = forms.CharField(
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={**LATIN, "autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["secret"].label = (
            _("Your four secret words") if account.username else _("Your password")
        )

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"]
        if not self.account.check_password(secret):
            raise forms.ValidationError(_("This is not correct. Check your paper and try again."))
        return secret


def mailed_digest(code: str) -> str:
    """Of the figures alone: dashes and spaces do not matter."""
    figures = "".join(filter(str.isdigit, code))
    return salted_hmac("entrepairs.accounts.mailed", figures, algorithm="sha256").hexdigest()


class MailedForm(Form):
    """The code of the mail we have just sent."""

    code = forms.CharField(
        label=_("The code from the email"),
        max_length=40,
        help_text=_("8 digits. The code works for 15 minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, expected: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        same = constant_time_compare(mailed_digest(code), self.expected["digest"])
        if not same or time.time() > self.expected["until"]:
            raise forms.ValidationError(
                _("This code is not correct. Use the latest email and copy its 8 digits.")
            )
        return code


class WordsForm(Form):
    """The words that were drawn come back signed: nobody can put weaker ones in their place."""

    drawn = forms.CharField(widget=forms.HiddenInput)

    @staticmethod
    def sign_words(account: Account, name: str, drawn: list[str]) -> str:
        return signing.dumps([account.pk, name, drawn], salt="entrepairs.accounts.passphrases")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_drawn(self) -> tuple[str, str]:
        try:
            owner, name, drawn = signing.loads(
                self.cleaned_data["drawn"],
                salt="entrepairs.accounts.passphrases",
                max_age=WORDS_LAST,
            )
        except signing.BadSignature:
            owner = None
        if owner != self.account.pk:
            raise forms.ValidationError(_("These words have expired. Here are new ones."))
        return name, passphrases.canonical_secret(" ".join(drawn))


class PasswordForm(Form):
    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least 10 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={**LATIN, "autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.account)
        return password


class RecoveryForm(Form):
    """`seed` is random and kept nowhere but in the form: sent twice, it gives the same codes."""

    seed = forms.CharField(min_length=20, max_length=80, widget=forms.HiddenInput)


class Ours(PlainInput, forms.Form):
    """allauth's forms, drawn like ours and with our words."""

    default_renderer = RENDERER
    show_optional = True
    once = OnceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "email":
                field.label, field.help_text = _("Your email address"), ""
            elif name == "code":
                field.label = _("The code from the email")
                field.help_text = _("8 digits. The code works for 15 minutes.")
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SignupForm(Ours, allauth_forms.SignupForm):  # type: ignore[misc]
    """A name to be called by and an address.

    No password before the address is confirmed: it could be a stranger's.
    """

    field_order = ("called", "email")
    called = forms.CharField(
        label=_("What should we call you?"),
        max_length=60,
        help_text=_("A first name, a nickname: as you like. You decide later who sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password1", None)

    def clean_called(self) -> str:
        called = " ".join(self.cleaned_data["called"].split())
        if not called:
            raise forms.ValidationError(_("Enter at least one letter."))
        return called

    def validate_unique_email(self, value: str) -> str:
        clean_up.forget_sign_up(email=value)
        return str(super().validate_unique_email(value))


class RequestLoginCodeForm(Ours, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmLoginCodeForm(Ours, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmEmailForm(Ours, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class AddEmailForm(Ours, allauth_forms.AddEmailForm):  # type: ignore[misc]
    pass


class PasskeyForm(Ours, SignupWebAuthnForm):  # type: ignore[misc]
    """What the phone answered when a passkey was made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise forms.ValidationError(
                _("The phone did not make the passkey. Try again.")
            ) from error
