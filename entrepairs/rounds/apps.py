from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "entrepairs.rounds"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.pairs import outcomes, wish_hints
        from entrepairs.people import hooks
        from entrepairs.rounds.models import PredictedSuggestion
        from entrepairs.rounds.queries import hints

        def on_organisation_page(request: Any, organisation: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(_("Its rounds"), reverse("rounds:rounds"), icon="repeat")
            yield hooks.PageAction(
                _("How peers are found"),
                reverse("rounds:weights", args=[organisation.key]),
                icon="scale",
            )

        hooks.organisation_actions.append(on_organisation_page)
        hooks.deed_words |= {("rounds", verb): words for verb, words in DEEDS.items()}
        outcomes.KEPT_SCORES.append(PredictedSuggestion)
        wish_hints.sources.append(hints)


DEEDS: dict[str, tuple[Any, Any]] = {
    "open_round": (_("You opened a round"), ""),
    "work_out_round": (_("You had a round worked out"), ""),
    "leave_out": (_("You set aside a proposal of a round"), ""),
    "put_back": (_("You put back a proposal of a round"), ""),
    "cancel_round": (_("You cancelled a round"), ""),
    "release_round": (_("You released a round"), ""),
    "choose_weights": (_("You chose how peers are found in an organisation"), ""),
    "accept_weights": (_("You accepted how the answers suggest to find peers"), ""),
    "set_aside_weights": (_("You set aside how the answers suggest to find peers"), ""),
    "reset_weights": (
        _("You gave an organisation the network’s way of finding peers back"),
        "",
    ),
}
