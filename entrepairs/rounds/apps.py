from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "entrepairs.rounds"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private
        from entrepairs.core.sql_files import function_of
        from entrepairs.pairs import outcomes, wish_hints
        from entrepairs.people.my_organisation import add_tile
        from entrepairs.people.seen_by_coordinators import add_seen_notes

        # The verbs of a room are declared beside its actions.
        from entrepairs.rounds.actions import rounds, weights  # noqa: F401
        from entrepairs.rounds.models import PredictedSuggestion
        from entrepairs.rounds.queries import hints_of
        from entrepairs.rounds.seen_notes import OPENS, note_rounds
        from entrepairs.rounds.tiles import TILES
        from entrepairs.ui import nav

        nav.add_to("organisations", number=function_of("rounds", "queries/waiting.sql"), names="")
        for tile in TILES:
            add_tile(tile)
        add_seen_notes(note_rounds, OPENS)
        outcomes.KEPT_SCORES.append(PredictedSuggestion)
        wish_hints.sources.append(hints_of)
        keep_private("/rounds/")
