"""The door, and my ways in. allauth asks for some of these names."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from entrepairs.gate import account_views as account
from entrepairs.gate import hand_views, views
from entrepairs.gate import mail_views as mail
from entrepairs.gate import passkey_views as passkeys
from entrepairs.gate.door import mine, proven, public

by_name = {"action": "secret", "name": views.login_name_of}
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
    path("enter/", public(views.enter), name="enter"),
    path("enter/code/", public(views.code, action="code"), name="enter_code"),
    path("enter/name/", public(views.secret, **by_name), {"by_mail": False}, name="enter_name"),
    path("account/", include((own, "gate"))),
    path("", include("entrepairs.gate.imports.urls")),
    path("organisations/<slug:key>/people/<slug:person>/code/", hand_views.hand_out, name="hand_out_code"),
    path("account/login/", public(views.secret, **by_name), {"by_mail": True}, name="account_login"),
    path("account/logout/", public(views.sign_out), name="account_logout"),
    path(
        "account/login/code/", public(mail.RequestLoginCodeView.as_view(), **by_mail), name="account_request_login_code"
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
        "account/confirm-email/", public(mail.confirm_email, **by_mailed_code), name="account_email_verification_sent"
    ),
    path("account/email/", proven(mail.change_email), name="account_email"),
    path("account/again/", mine(account.again, **proof), name="account_reauthenticate"),
    path("account/inactive/", public(mail.inactive), name="account_inactive"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", public(views.demo), name="demo"))
