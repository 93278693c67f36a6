"""The rows of items that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.items.models import Evidence, Item, Outcome, Raiser, Sighting, Stage, Version

NOW = timezone.now()
TODAY = NOW.date()
AGO = TODAY - timedelta(days=90)
type Rows = dict[str, Any]


def items(rows: Rows) -> None:
    """To the body where Bruno sits: what Amel said without her name, what the group said, and one
    that was on an agenda, in its second version, said by Amel without her name and by David with
    his. To the other, where Farid sat, what Eve said.
    """

    def said(name: str, body: str, *people: str, **more: Any) -> Item:
        told = {"source": "person", "said_on": AGO, "stands_on": AGO, "title": "mots"}
        item = rows[name] = Item.objects.create(body=rows[body], words="mots", **told | more)
        rows[f"said_of_{name}"] = Stage.objects.create(item=item, kind="said", day=AGO)
        rows[f"version_of_{name}"] = Version.objects.create(item=item, number=1, title="mots")
        for person in people:
            row = Raiser.objects.create(item=item, person=rows[person], is_named=person == "david")
            rows[f"{person}_says_{name}"] = row
        return item

    said("item_of_amel", "body", "amel")
    said("item_of_group", "body", "claire", source="circle", circle=rows["group"])
    said("item_of_other_body", "other_body", "eve")
    public = said("public_item", "body", "amel", "david")
    rows["public_version"] = Version.objects.create(item=public, number=2, title="mots")
    by: dict[str, Any] = {"item": public, "noted_by": rows["bruno"], "words": "mots"}
    for kind, answer in (("carry", "yes"), ("agenda", ""), ("decided", "partly"), ("done", "")):
        rows[f"{kind}_of_public_item"] = Stage.objects.create(
            kind=kind, answer=answer, day=AGO + timedelta(days=9), **by
        )
    rows["undone_stage"] = Stage.objects.create(kind="seen", day=TODAY, undone_at=NOW, **by)
    rows["amel_saw"] = Sighting.objects.create(item=public, person=rows["amel"], seen="not_yet")
    rows["evidence"] = Evidence.objects.create(
        item=public, criterion="has_3_2_03", added_by=rows["bruno"]
    )
    rows["outcome"] = Outcome.objects.create(
        item=public, body=rows["body"], title="mots", words="mots", answer="partly", day=AGO
    )
