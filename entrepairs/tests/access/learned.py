"""The rows of learning that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.learning.models import (
    Attestation,
    DeclinedStep,
    ListPlace,
    SigningKey,
    Step,
)
from entrepairs.learning.signing import new_pair

NOW = timezone.now()
AGO = NOW - timedelta(days=40)
type Rows = dict[str, Any]


def learning(rows: Rows) -> None:
    """Amel wrote what she learned by living, which she shows nobody, and what Claire confirmed, of
    which she has an attestation and withdrew another; Bruno asks Claire, Farid asks Omar, who said
    no, and Yann asks Claire across a block of hers."""

    def step(person: str, side: str = "taught", **more: Any) -> Step:
        told = {"together": True, "pay": "free"} if side == "taught" else {"way": "life"}
        days = {"first_day": AGO.date(), "minutes": 120}
        return Step.objects.create(
            person=rows[person], side=side, title="mots", **told, **days | more
        )

    rows["amel_learned"] = step("amel", "learned")
    rows["amel_taught"] = step(
        "amel", asked_of=rows["claire"], asked_at=AGO, confirmed_at=AGO, confirmed_as="Claire"
    )
    rows["bruno_asks_claire"] = step("bruno", asked_of=rows["claire"], asked_at=AGO)
    rows["yann_asks_claire"] = step("yann", asked_of=rows["claire"], asked_at=AGO)
    rows["farid_asks_omar"] = step("farid", asked_of=rows["omar"], asked_at=AGO)
    rows["omar_confirms_not"] = DeclinedStep.objects.create(
        step=rows["farid_asks_omar"], person=rows["omar"]
    )
    for number, (name, gone) in enumerate({"amel_attests": None, "amel_attested": NOW}.items()):
        rows[f"place_of_{name}"] = ListPlace.objects.create(number=number, withdrawn=bool(gone))
        rows[name] = Attestation.objects.create(
            step=rows["amel_taught"],
            person=rows["amel"],
            code=f"{'a' * 19}{'bc'[number]}",
            name="Amel",
            words="mots",
            number=number,
            credential="mots",
            withdrawn_at=gone,
        )
    private, public = new_pair()
    rows["key_of_site"] = SigningKey.objects.create(private=private, public=public)
