"""What recordings hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import EVERYONE, UNTIL_ERASED, Held, Table, add, table

add(
    Held(
        "recordings",
        "voices",
        _("Recordings where I am heard, and what I said yes to"),
        EVERYONE,
        UNTIL_ERASED,
        (
            table("recordings_consentrequest", "person"),
            Table(
                "recordings_consent",
                persons=(),
                unseen=("noted_by",),
                mine="voice_id in (select r.voice_id from recordings_consentrequest r"
                " where r.person_id = (select me()))",
                numbers=True,
            ),
            Table("recordings_cut", unseen=("done_by",), numbers=True),
        ),
        page="recordings:my_voices",
        # That somebody noted a yes on paper stays: 0 is no person's number.
        wipes=(
            "update recordings_consent set noted_by = 0 where noted_by = %(person)s",
            "update recordings_cut set done_by = 0 where done_by = %(person)s",
        ),
    )
)
