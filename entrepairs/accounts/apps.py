from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "entrepairs.accounts"

    def ready(self) -> None:
        from entrepairs.ui import nav

        nav.add_door("sign_in", "enter")
        nav.add_door("sign_up", "account_signup")
        nav.add_door("code", "enter_code")
        self.add_links()

    def add_links(self) -> None:
        """On the pages of the room below."""
        from django.urls import reverse

        from entrepairs.people.hooks import (
            PageAction,
            affiliate_actions,
            me_actions,
            organisation_actions,
        )

        me_actions.append(
            lambda request, person: [
                PageAction(_("My ways in"), reverse("accounts:account"), icon="key-round")
            ]
        )
        organisation_actions.append(
            lambda request, one: [
                PageAction(
                    _("Import a list"), reverse("import_members", args=[one.key]), icon="upload"
                ),
                PageAction(
                    _("Print codes for those who have none"),
                    reverse("import_cards", args=[one.key]),
                    icon="printer",
                ),
            ]
        )
        affiliate_actions.append(
            lambda request, one, person: [
                PageAction(
                    _("Make a code on paper"),
                    reverse("hand_out_code", args=[one.key, person.key]),
                    icon="key-round",
                )
            ]
        )
