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
        self.say_deeds()

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

    def say_deeds(self) -> None:
        from entrepairs.people import hooks

        hooks.deed_words |= {
            ("accounts", "issue_code"): (
                _("You made an entry code for %(who)s"),
                _("%(who)s made an entry code for you"),
            ),
            ("accounts", "use_entry_code"): (
                _("You came in with a code from your association"),
                "",
            ),
            ("accounts", "use_recovery_code"): (_("You came in with a recovery code"), ""),
            ("accounts", "cancel_codes"): (_("You cancelled a code made for you"), ""),
            ("accounts", "choose_words"): (_("You chose four words to come in"), ""),
            ("accounts", "choose_password"): (_("You chose a password"), ""),
            ("accounts", "add_passkey"): (_("You added a passkey"), ""),
            ("accounts", "remove_passkey"): (_("You removed a passkey"), ""),
            ("accounts", "remove_address"): (_("You removed your e-mail address"), ""),
            ("accounts", "print_recovery_codes"): (_("You made recovery codes"), ""),
            ("accounts", "sign_out_everywhere"): (_("You signed out on every device"), ""),
        }
