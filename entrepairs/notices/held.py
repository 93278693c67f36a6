"""What notifications hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ONLY_ME, UNTIL_REMOVED, Held, add, table

add(
    Held(
        "notices",
        "notices",
        _("My notifications"),
        ONLY_ME,
        _("180 days after you saw them"),
        (table("notices_notice", "person"),),
        wipes=("delete from notices_notice where split_part(about, ':', 1) = %(key)s",),
    ),
    Held(
        "notices",
        "ways",
        _("How I am notified: devices, phone number, hours"),
        ONLY_ME,
        UNTIL_REMOVED,
        (
            table("notices_device", "person"),
            table("notices_phonenumber", "person"),
            table("notices_preference", "person"),
            table("notices_chosenways", "person"),
            table("notices_mailing", "person", closed=True),
        ),
        page="notices:preferences",
    ),
)
