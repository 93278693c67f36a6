"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.plans import page_hooks


def join_rooms() -> None:
    page_hooks.tabs.append(page_hooks.PlanTab("review", _("Review of the year"), "reviews:review"))
