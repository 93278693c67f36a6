from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "entrepairs.accounts"

    def ready(self) -> None:
        from datetime import timedelta

        from django.conf import settings

        from entrepairs.accounts.clean_up import MEMORY_OF_CODES, UNCONFIRMED
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.ui.durations import add_duration

        add_duration("sign_up", _("a sign-up that you do not confirm"), UNCONFIRMED)
        add_duration("codes", _("entry codes, after they were used"), MEMORY_OF_CODES)
        lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        add_duration("sessions", _("what keeps you signed in, after your last visit"), lasts)
        from entrepairs.accounts import page_links
        from entrepairs.accounts.member_import.cards_tile import CARDS
        from entrepairs.accounts.member_import.seen_cards import SEEN
        from entrepairs.people import hooks, my_organisation, seen_by_coordinators
        from entrepairs.ui import nav

        nav.add_door("sign_in", "enter")
        nav.add_door("sign_up", "account_signup", is_open=lambda: settings.MAILS_LEAVE)
        nav.add_door("code", "enter_code")
        nav.add_banner("accounts/code_by_others.html")
        my_organisation.add_tile(CARDS)
        seen_by_coordinators.add_seen_part(SEEN)
        hooks.me_actions.append(page_links.links_to_me)
        hooks.affiliate_actions.append(page_links.links_to_affiliate)
        keep_private("/account/", "/demo/")
        keep_secret("/enter/code/?code=")
