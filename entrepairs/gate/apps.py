from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    name = "entrepairs.gate"

    def ready(self) -> None:
        from entrepairs.base import nav

        nav.add_door("sign_in", "enter")
        nav.add_door("sign_up", "account_signup")
        nav.add_door("code", "enter_code")
        self.say_deeds()

    def say_deeds(self) -> None:
        from entrepairs.people import hooks

        hooks.deed_words |= {
            ("gate", "issue_code"): (_("You made an entry code for %(who)s"), _("%(who)s made an entry code for you")),
            ("gate", "use_entry_code"): (_("You came in with a code from your association"), ""),
            ("gate", "use_recovery_code"): (_("You came in with a recovery code"), ""),
            ("gate", "choose_words"): (_("You chose four words to come in"), ""),
            ("gate", "choose_password"): (_("You chose a password"), ""),
            ("gate", "add_passkey"): (_("You added a passkey"), ""),
            ("gate", "remove_passkey"): (_("You removed a passkey"), ""),
            ("gate", "remove_address"): (_("You removed your e-mail address"), ""),
            ("gate", "print_recovery_codes"): (_("You made recovery codes"), ""),
            ("gate", "sign_out_everywhere"): (_("You signed out on every device"), ""),
        }
