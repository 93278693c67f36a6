from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "entrepairs.accounts"

    def ready(self) -> None:
        from entrepairs.accounts import page_links
        from entrepairs.people import hooks
        from entrepairs.ui import nav

        nav.add_door("sign_in", "enter")
        nav.add_door("sign_up", "account_signup")
        nav.add_door("code", "enter_code")
        nav.add_banner("accounts/code_by_others.html")
        hooks.me_actions.append(page_links.links_to_me)
        hooks.organisation_actions.append(page_links.links_to_organisation)
        hooks.affiliate_actions.append(page_links.links_to_affiliate)
