"""The door, and my ways in. allauth asks for some of these names."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from entrepairs.accounts.decorators import mailed, own_page, proven_page, public_page
from entrepairs.accounts.views import account, hand_out_code, passkeys, sign_in
from entrepairs.accounts.views import email as mail

by_name = {"action": "secret", "name": sign_in.login_name_of}
by_mail = {"action": "mail", "name": mail.mail_typed, "keep": True}
proof = {"action": "proof", "name": account.account_number}
by_mailed_code = {"action": "mail_code", "name": mail.mail_pending}

own = [
    path("", own_page(account.ways_in), name="account"),
    path("return/", own_page(account.come_back), name="return"),
    path("words/", proven_page(account.four_words), name="words"),
    path("password/", proven_page(account.password), name="password"),
    path("codes/", proven_page(account.recovery_codes), name="codes"),
    path("codes/cancel/", own_page(account.cancel_codes), name="cancel_codes"),
    path("everywhere/", public_page(account.everywhere), name="everywhere"),
    path("passkeys/add/", proven_page(passkeys.add_passkey), name="passkey_add"),
    path("passkeys/<str:key>/remove/", proven_page(passkeys.remove_passkey), name="passkey_remove"),
    path("email/remove/", proven_page(mail.remove_email), name="email_remove"),
    path("again/passkey/", own_page(passkeys.prove_by_passkey, **proof), name="again_passkey"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("enter/", public_page(sign_in.enter), name="enter"),
    path("enter/code/", public_page(sign_in.enter_code, action="code"), name="enter_code"),
    path(
        "enter/name/",
        public_page(sign_in.enter_secret, **by_name),
        {"by_mail": False},
        name="enter_name",
    ),
    path("account/", include((own, "accounts"))),
    path("", include("entrepairs.accounts.member_import.urls")),
    path(
        "organisations/<slug:key>/people/<slug:person>/code/",
        hand_out_code.hand_out_code,
        name="hand_out_code",
    ),
    path(
        "account/login/",
        public_page(sign_in.enter_secret, **by_name),
        {"by_mail": True},
        name="account_login",
    ),
    path("account/logout/", public_page(sign_in.sign_out), name="account_logout"),
    path(
        "account/login/code/",
        public_page(mailed(mail.RequestLoginCodeView.as_view()), **by_mail),
        name="account_request_login_code",
    ),
    path(
        "account/login/code/confirm/",
        public_page(mailed(mail.ConfirmLoginCodeView.as_view()), **by_mailed_code),
        name="account_confirm_login_code",
    ),
    path(
        "account/signup/",
        public_page(mailed(mail.SignupView.as_view()), **by_mail),
        name="account_signup",
    ),
    path(
        "account/signup/passkey/",
        public_page(mailed(mail.SignupByPasskeyView.as_view()), **by_mail),
        name="account_signup_by_passkey",
    ),
    path(
        "account/passkey/", public_page(passkeys.login, action="passkey"), name="mfa_login_webauthn"
    ),
    path(
        "account/passkey/signup/", public_page(mailed(passkeys.signup)), name="mfa_signup_webauthn"
    ),
    path(
        "account/confirm-email/",
        public_page(mailed(mail.confirm_email), **by_mailed_code),
        name="account_email_verification_sent",
    ),
    path("account/email/", proven_page(mailed(mail.change_email)), name="account_email"),
    path("account/again/", own_page(account.again, **proof), name="account_reauthenticate"),
    path("account/inactive/", public_page(mail.inactive), name="account_inactive"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", public_page(sign_in.demo), name="demo"))
