"""The rows of bodies and mandates that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.mandates.models import Body, DeclinedMandate, Mandate, Seat, Term
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
TODAY, LONG_AGO = NOW.date(), NOW - timedelta(days=400)
type Rows = dict[str, Any]


def mandates(rows: Rows) -> None:
    """Of L'Escale, which Claire coordinates, a body: Bruno holds its first seat; Amel and Omar are
    proposed for that of its deputy, and Omar said no; Yann, across a block of Claire's, is too;
    Nadia's was taken back. Farid held a seat of a body of the university, which Eve coordinates.
    """
    kind = Concept.objects.get(scheme="body", key="cdu")
    begins, ends = LONG_AGO.date(), TODAY + timedelta(days=500)
    for name, keeper in (("body", "escale"), ("other_body", "university")):
        body = rows[name] = Body.objects.create(kind=kind, name="mots", kept_by=rows[keeper])
        rows[f"term_of_{name}"] = Term.objects.create(body=body, since=begins, until=ends)
        full = Seat.objects.create(body=body, number=1, since=begins)
        rows[f"full_seat_of_{name}"] = full
        rows[f"deputy_seat_of_{name}"] = Seat.objects.create(
            body=body, number=1, order=1, deputy_of=full, since=begins
        )
    rows["free_seat"] = Seat.objects.create(body=rows["body"], number=2, since=begins)

    def mandate(person: str, seat: str, of: str = "body", **more: Any) -> Mandate:
        return Mandate.objects.create(
            body=rows[of],
            seat=rows[f"{seat}_seat_of_{of}"],
            term=rows[f"term_of_{of}"],
            person=rows[person],
            since=begins,
            until=ends,
            organisation=rows[of].kept_by,
            **more,
        )

    yes: dict[str, Any] = {"accepted_at": LONG_AGO, "proposed_by": rows["claire"]}
    rows["bruno_represents"] = mandate("bruno", "full", **yes)
    for name in ("amel", "omar", "yann"):
        row = mandate(name, "deputy", proposed_by=rows["claire"])
        rows[f"{name}_is_proposed"] = row
    rows["omar_takes_no_seat"] = DeclinedMandate.objects.create(
        mandate=rows["omar_is_proposed"], person=rows["omar"]
    )
    rows["nadia_was_proposed"] = mandate("nadia", "deputy", withdrawn_at=LONG_AGO)
    ended = NOW - timedelta(days=60)
    farid = mandate("farid", "full", of="other_body", accepted_at=LONG_AGO)
    Mandate.objects.filter(pk=farid.pk).update(ended_at=ended, until=ended.date())
    rows["farid_represented"] = farid
