"""The door, and my ways in. allauth asks for some of these names."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from entrepairs.accounts.decorators import mine, proven, public
from entrepairs.accounts.views import account, hand_out_code, passkeys, sign_in
from entrepairs.accounts.views import email as mail

by_name = {"action": "secret", "name": sign_in.login_name_of}
by_mail = {"action": "mail", "name": mail.mail_typed, "keep": True}
proof = {"action": "proof", "name": account.name_of_account}
by_mailed_code = {"action": "mail_code", "name": mail.mail_pending}

own = [
    path("", mine(account.index), name="account"),
    path("return/", mine(account.come_back), name="return"),
    path("words/", proven(account.four_words), name="words"),
    path("password/", proven(account.password), name="password"),
    path("codes/", proven(account.recovery_codes), name="codes"),
    path("codes/cancel/", mine(account.cancel_codes), name="cancel_codes"),
    path("everywhere/", public(account.everywhere), name="everywhere"),
    path("passkeys/add/", proven(passkeys.add), name="passkey_add"),
    path("passkeys/<str:key>/remove/", proven(passkeys.remove), name="passkey_remove"),
    path("email/remove/", proven(mail.remove_email), name="email_remove"),
    path("again/passkey/", mine(passkeys.again, **proof), name="again_passkey"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("enter/", public(sign_in.enter), name="enter"),
    path("enter/code/", public(sign_in.code, action="code"), name="enter_code"),
    path("enter/name/", public(sign_in.secret, **by_name), {"by_mail": False}, name="enter_name"),
    path("account/", include((own, "accounts"))),
    path("", include("entrepairs.accounts.member_import.urls")),
    path(
        "organisations/<slug:key>/people/<slug:person>/code/",
        hand_out_code.hand_out,
        name="hand_out_code",
    ),
    path(
        "account/login/", public(sign_in.secret, **by_name), {"by_mail": True}, name="account_login"
    ),
    path("account/logout/", public(sign_in.sign_out), name="account_logout"),
    path(
        "account/login/code/",
        public(mail.RequestLoginCodeView.as_view(), **by_mail),
        name="account_request_login_code",
    ),
    path(
        "account/login/code/confirm/",
        public(mail.ConfirmLoginCodeView.as_view(), **by_mailed_code),
        name="account_confirm_login_code",
    ),
    path("account/signup/", public(mail.SignupView.as_view(), **by_mail), name="account_signup"),
    path(
        "account/signup/passkey/",
        public(mail.SignupByPasskeyView.as_view(), **by_mail),
        name="account_signup_by_passkey",
    ),
    path("account/passkey/", public(passkeys.login, action="passkey"), name="mfa_login_webauthn"),
    path("account/passkey/signup/", public(passkeys.signup), name="mfa_signup_webauthn"),
    path(
        "account/confirm-email/",
        public(mail.confirm_email, **by_mailed_code),
        name="account_email_verification_sent",
    ),
    path("account/email/", proven(mail.change_email), name="account_email"),
    path("account/again/", mine(account.again, **proof), name="account_reauthenticate"),
    path("account/inactive/", public(mail.inactive), name="account_inactive"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", public(sign_in.demo), name="demo"))
