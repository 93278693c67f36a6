from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "entrepairs.conversations"

    def ready(self) -> None:
        from entrepairs.people.hooks import deed_words

        deed_words["conversations", "send"] = (
            _("You wrote a message"),
            _("%(who)s wrote you a message"),
        )
        deed_words["conversations", "write_entry"] = (_("You wrote in a shared journal"), "")
        deed_words["conversations", "change_entry"] = (
            _("You changed a line of a shared journal"),
            "",
        )
        deed_words["conversations", "remove_entry"] = (
            _("You removed a line from a shared journal"),
            "",
        )
