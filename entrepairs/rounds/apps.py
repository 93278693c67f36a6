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

        # The verbs of a room are declared beside its actions.
        from entrepairs.rounds import actions, weight_actions  # noqa: F401
        from entrepairs.rounds.models import PredictedSuggestion
        from entrepairs.rounds.queries import hints_of

        def on_organisation_page(request: Any, organisation: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(_("Matching rounds"), reverse("rounds:rounds"), icon="repeat")
            yield hooks.PageAction(
                _("How we suggest peers"),
                reverse("rounds:weights", args=[organisation.key]),
                icon="scale",
            )

        hooks.organisation_actions.append(on_organisation_page)
        outcomes.KEPT_SCORES.append(PredictedSuggestion)
        wish_hints.sources.append(hints_of)
