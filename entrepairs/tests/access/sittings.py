"""The rows of sittings that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.mandates.models import Body, Mandate, Seat, Term
from entrepairs.sittings.models import (
    Approval,
    Came,
    Cost,
    DeclinedOffer,
    Handover,
    NextStep,
    Note,
    Paper,
    PaperRequest,
    SeatAnswer,
    SeatOffer,
    Sitting,
    Training,
)
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
AGO, SOON = NOW - timedelta(days=30), NOW + timedelta(days=20)
type Rows = dict[str, Any]


def sittings(rows: Rows) -> None:
    """Of a body of L'Escale, which Claire coordinates: Bruno holds its first seat, David is the
    deputy and was offered it; Nadia held another seat, and does no more. Eve is a deputy of a body
    of the university, where nobody else sits.
    """
    full, deputy, left = a_body(rows, "sat_body", "escale")
    _full, there, _left = a_body(rows, "sat_elsewhere", "university")
    rows |= {"sat_full_seat": full, "sat_deputy_seat": deputy, "seat_that_nadia_left": left}
    bruno = rows["bruno_sits"] = held(rows, "bruno", full)
    david = rows["david_is_deputy"] = held(rows, "david", deputy)
    rows["eve_is_deputy_there"] = held(rows, "eve", there)
    rows["nadia_was_there"] = nadia = held(rows, "nadia", left)
    ended = NOW - timedelta(days=60)
    Mandate.objects.filter(pk=nadia.pk).update(ended_at=ended, until=ended.date())
    for name, at in (("past_sitting", AGO), ("coming_sitting", SOON), ("bare_sitting", SOON)):
        rows[name] = Sitting.objects.create(
            body=full.body, starts_at=at, time_zone="Europe/Paris", place="salle"
        )
    rows["other_sitting"] = Sitting.objects.create(
        body=there.body, starts_at=SOON, time_zone="Europe/Paris"
    )
    rows["bruno_stays_away"] = SeatAnswer.objects.create(
        sitting=rows["coming_sitting"], mandate=bruno, comes=False
    )
    offer: dict[str, Any] = {
        "sitting": rows["coming_sitting"],
        "seat": full,
        "mandate": david,
        "person": rows["david"],
    }
    rows["seat_for_david"] = SeatOffer.objects.create(**offer, opens_at=AGO)
    later = offer | {"sitting": rows["bare_sitting"]}
    rows["seat_for_david_later"] = SeatOffer.objects.create(**later, opens_at=SOON)
    before = rows["past_offer"] = SeatOffer.objects.create(
        **offer | {"sitting": rows["past_sitting"]}, opens_at=AGO
    )
    rows["david_took_no_seat"] = DeclinedOffer.objects.create(offer=before, person=rows["david"])
    written(rows, bruno)


def a_body(rows: Rows, name: str, keeper: str) -> list[Seat]:
    """With a term: a full seat, that of its deputy, and another full one."""
    kind = Concept.objects.get(scheme="body", key="cdu")
    body = rows[name] = Body.objects.create(kind=kind, name="mots", kept_by=rows[keeper])
    since = NOW.date() - timedelta(days=400)
    Term.objects.create(body=body, since=since, until=NOW.date() + timedelta(days=500))
    full, other = (Seat.objects.create(body=body, number=one, since=since) for one in (1, 2))
    deputy = Seat.objects.create(body=body, number=1, order=1, deputy_of=full, since=since)
    return [full, deputy, other]


def held(rows: Rows, person: str, seat: Seat) -> Mandate:
    term = Term.objects.get(body=seat.body)
    return Mandate.objects.create(
        body=seat.body,
        seat=seat,
        term=term,
        person=rows[person],
        since=term.since,
        until=term.until,
        organisation=seat.body.kept_by,
        accepted_at=NOW - timedelta(days=300),
    )


def written(rows: Rows, bruno: Mandate) -> None:
    past = rows["past_sitting"]
    paper = rows["paper"] = Paper.objects.create(
        body=rows["sat_body"], year=NOW.year, item="complaints"
    )
    rows["paper_was_asked"] = PaperRequest.objects.create(
        paper=paper, asked_on=AGO.date(), by=rows["bruno"]
    )
    rows["sitting_note"] = Note.objects.create(
        sitting=past, words="mots", record="mots", written_by=rows["bruno"]
    )
    rows["bruno_came"] = Came.objects.create(sitting=past, mandate=bruno)
    rows["next_step"] = NextStep.objects.create(sitting=past, words="mots", mandate=bruno)
    full = rows["sat_full_seat"]
    rows["bruno_hands_over"] = Handover.objects.create(
        seat=full, person=rows["bruno"], words="mots"
    )
    rows["nadia_handed_over"] = Handover.objects.create(
        seat=rows["seat_that_nadia_left"], person=rows["nadia"], words="mots"
    )
    rows["cost_of_bruno"] = Cost.objects.create(
        person=rows["bruno"], mandate=bruno, day=AGO.date(), minutes=60
    )
    rows["cost_of_nadia"] = Cost.objects.create(
        person=rows["nadia"], mandate=rows["nadia_was_there"], day=AGO.date(), cents=900
    )
    rows["bruno_is_trained"] = Training.objects.create(person=rows["bruno"], done_on=AGO.date())
    rows["approval_of_escale"] = Approval.objects.create(
        organisation=rows["escale"], level="regional", until=SOON.date()
    )
