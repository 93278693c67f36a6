"""The rows of how people come in and are reached that could leak."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.accounts.models import (
    Account,
    CardMark,
    EntryCode,
    ImportedPerson,
    ImportLayout,
    Session,
)
from entrepairs.notices.models import (
    ChosenWays,
    Device,
    Mailing,
    Notice,
    PhoneNumber,
    Preference,
    WayOfDay,
)
from entrepairs.notices.texts import code_of
from entrepairs.notices.texts import digest_of as code_digest

NOW = timezone.now()
type Rows = dict[str, Any]


def gate(rows: Rows) -> None:
    rows["account"] = Account.objects.get(person=rows["amel"])
    rows["session"] = Session.objects.create(
        session_key=uuid4().hex, session_data="x", expire_date=NOW + timedelta(days=1)
    )
    rows["entry_code"] = EntryCode.objects.create(
        person=rows["nadia"], digest=uuid4().hex, purpose="entry"
    )
    rows["bruno_recovers"] = EntryCode.objects.create(
        person=rows["bruno"], digest=uuid4().hex, purpose="recovery"
    )
    rows["layout"] = ImportLayout.objects.create(
        organisation=rows["escale"], headers="x", columns={}
    )
    rows["imported"] = ImportedPerson.objects.create(
        organisation=rows["escale"], person=rows["nadia"], line="x"
    )
    # Amel has come in since: what stands there of her would be hers to read.
    rows["amel_is_marked"] = CardMark.objects.create(
        organisation=rows["escale"], person=rows["amel"], words="réf. 12"
    )
    rows["omar_is_marked"] = CardMark.objects.create(
        organisation=rows["escale"], person=rows["omar"], words="1971"
    )


def notices(rows: Rows) -> None:
    rows["notice"] = Notice.objects.create(person=rows["amel"], kind="message", about="x", path="/")
    rows["mailing"] = Mailing.objects.create(person=rows["amel"])
    rows["preference"] = Preference.objects.create(person=rows["amel"], kind="message")
    rows["chosen_ways"] = ChosenWays.objects.create(person=rows["amel"], ways=["push"])
    rows["device"] = Device.objects.create(
        person=rows["amel"], subscription="{}", endpoint="amel's", mark=""
    )
    key = "amelsnumberkey"
    rows["number"] = PhoneNumber.objects.create(
        person=rows["amel"], key=key, number="+33612345678", code=code_digest(key, code_of(key))
    )
    rows["way_of_day"] = WayOfDay.objects.create(way="sms", day=NOW.date())
