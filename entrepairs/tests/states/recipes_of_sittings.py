"""Recipes of sittings and of what is one's own in a mandate; see recipes.py."""

from datetime import date, timedelta

from django.utils import timezone

from entrepairs.sittings.actions.notes import StepTerms, Told
from entrepairs.sittings.actions.own import CostFacts
from entrepairs.sittings.actions.sittings import SittingFacts
from entrepairs.tests.states.recipes import of, row

TODAY = timezone.localdate()
SOON = SittingFacts(timezone.now() + timedelta(days=30), 120, "mots")
COST = CostFacts(TODAY, 60, 10, 0, 0)
PAPER = {"year": TODAY.year, "item": "records"}
of(
    "sittings.actions.sittings",
    add_sitting=("bruno", row("body", "sat_body", facts=SOON)),
    move_sitting=("bruno", row("sitting", "bare_sitting", facts=SOON)),
    cancel_sitting=("bruno", row("sitting", "bare_sitting")),
    erase_sitting=("bruno", row("sitting", "bare_sitting")),
)
of(
    "sittings.actions.seats",
    come_to_sitting=("bruno", row("sitting", "coming_sitting")),
    stay_away=("bruno", row("sitting", "bare_sitting", deputy=None)),
    take_seat=("david", row("sitting", "coming_sitting")),
    decline_seat=("david", row("sitting", "coming_sitting")),
    give_back_seat=("david", row("sitting", "taken_sitting")),
)
of(
    "sittings.actions.papers",
    ask_for_paper=("bruno", row("body", "sat_body", **PAPER)),
    receive_paper=("bruno", row("body", "sat_body", day=TODAY, **PAPER)),
)
of(
    "sittings.actions.notes",
    write_note=(
        "bruno",
        row("sitting", "unwritten_sitting", came=[], told=Told(3, "mots", "", None)),
    ),
    erase_text=("bruno", row("sitting", "past_sitting")),
    add_step=("bruno", row("sitting", "past_sitting", terms=StepTerms("mots", None, True, None))),
    tick_step=("bruno", row("step", "next_step", is_done=True)),
    remove_step=("bruno", row("step", "next_step")),
)
of(
    "sittings.actions.own",
    add_cost=("bruno", row("mandate", "bruno_sits", facts=COST)),
    remove_cost=("bruno", row("cost", "cost_of_bruno")),
    say_trained=("bruno", lambda w, me: {"day": TODAY}),
    hand_over=("bruno", row("mandate", "bruno_sits", words="mots")),
)
of(
    "sittings.actions.approvals",
    add_approval=(
        "claire",
        row("organisation", "escale", level="national", number="", until=date(2040, 1, 1)),
    ),
    remove_approval=("claire", row("approval", "approval_of_escale")),
)
