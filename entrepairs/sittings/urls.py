"""Addresses of sittings: of one, of a mandate that is mine, of a body for everyone."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.sittings import feeds
from entrepairs.sittings.views import approvals, costs, mandate, notes, papers, seats, sittings

app_name = "sittings"
MINE = "mandates/<slug:key>"
ONE = "sittings/<slug:key>"
PAPER = f"{MINE}/papers/<int:year>/<slug:item>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bodies/<slug:key>/sittings/", mandate.days, name="days"),
    path("bodies/<slug:key>/sittings.ics", feeds.days, name="days_feed"),
    path(f"{MINE}/", mandate.mandate, name="mandate"),
    path(f"{MINE}/training/", mandate.training, name="training"),
    path(f"{MINE}/handover/", mandate.handover, name="handover"),
    path(f"{MINE}/sittings/", sittings.sittings, name="sittings"),
    path(f"{MINE}/sittings/add/", sittings.add, name="add"),
    path(f"{MINE}/year/", papers.year, name="year"),
    path(f"{PAPER}/", papers.paper, name="paper"),
    path(f"{PAPER}/received/", papers.received, name="received"),
    path(f"{MINE}/costs/", costs.costs, name="costs"),
    path(f"{MINE}/costs/<slug:cost>/remove/", costs.remove, name="remove_cost"),
    path(f"{MINE}/attestation/<slug:sitting>.pdf", costs.attestation, name="attestation"),
    path(f"{MINE}/travel.pdf", costs.travel_note, name="travel_note"),
    path(f"{ONE}/", sittings.sitting, name="sitting"),
    path(f"{ONE}/change/", sittings.change, name="change"),
    path(f"{ONE}/cancel/", sittings.cancel, name="cancel"),
    path(f"{ONE}/delete/", sittings.erase, name="erase"),
    path(f"{ONE}/answer/", seats.answer, name="answer"),
    path(f"{ONE}/deputy/", seats.deputy, name="deputy"),
    path(f"{ONE}/seat/", seats.seat, name="seat"),
    path(f"{ONE}/note/", notes.note, name="note"),
    path(f"{ONE}/note/delete/", notes.erase_text, name="erase_text"),
    path(f"{ONE}/steps/add/", notes.add_step, name="add_step"),
    path(f"{ONE}/steps/<slug:step>/", notes.step, name="step"),
    path("organisations/<slug:key>/approvals/", approvals.approvals, name="approvals"),
    path(
        "organisations/<slug:key>/approvals/<int:approval>/delete/",
        approvals.remove,
        name="remove_approval",
    ),
]
