"""The rows of the circles of delegations that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.delegations.models import Delegation, Draft, DraftVersion
from entrepairs.minutes.models import SittingFile
from entrepairs.people.models import Circle, Membership

LONG_AGO = timezone.now() - timedelta(days=100)
LEFT = timezone.now() - timedelta(days=60)
type Rows = dict[str, Any]


def delegations(rows: Rows) -> None:
    """Bruno, who sits on a body, and David, his deputy, are in its circle; Nadia left it with her
    mandate, and wrote there. Claire, whose organisation proposed them, may enter and is not in it.
    """
    circle = Circle.objects.create(kind="delegation", name="mots", started_at=LONG_AGO)
    rows["delegation_circle"] = circle
    rows["delegation"] = Delegation.objects.create(body=rows["sat_body"], circle=circle)
    for name in ("bruno", "david", "nadia"):
        rows[f"{name}_in_delegation"] = Membership.objects.create(
            circle=circle,
            person=rows[name],
            since=LONG_AGO,
            until=LEFT if name == "nadia" else timezone.now() + timedelta(days=90),
        )
    for name in ("bruno", "nadia"):
        draft = Draft.objects.create(circle=circle, title="mots", begun_by=rows[name])
        rows[f"draft_of_{name}"] = draft
        rows[f"{name}_wrote_draft"] = DraftVersion.objects.create(
            draft=draft, number=1, words="mots", author=rows[name]
        )
    rows["david_wrote_on"] = DraftVersion.objects.create(
        draft=rows["draft_of_bruno"], number=2, words="mots", author=rows["david"]
    )


def sitting_files(rows: Rows) -> None:
    """Of a past sitting where Bruno and David sit: one that they open, one of Bruno's on its way,
    and one that Nadia sent before she left. Of another body, one of Eve's."""
    ready = {"state": "ready", "received": 4, "media_type": "text/plain", "sha256": "0" * 64}
    ready |= {"ready_at": timezone.now()}
    for name, by, sitting, more in (
        ("file_of_sitting", "bruno", "past_sitting", ready),
        ("coming_to_sitting", "bruno", "past_sitting", {}),
        ("file_nadia_sent", "nadia", "past_sitting", ready),
        ("file_elsewhere", "eve", "other_sitting", ready),
    ):
        told: Any = {**more, "place": f"ab/{name}" if more else ""}
        rows[name] = SittingFile.objects.create(
            name="x.txt", size=4, kind="paper", sitting=rows[sitting], sent_by=rows[by], **told
        )
