"""What waits between two people: the texts of its lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.pairs.queries.possible import REASONED
from entrepairs.people import queries as people
from entrepairs.suggestions.reasons import find_reasons
from entrepairs.ui.duties import DutyKind, Line, tells

pair_tells = partial(tells, "pairs", url_name="pairs:pair")
words_tell = partial(tells, "pairs", url_name="pairs:agreement")


def give_reasons(me: int, invitations: list[Line]) -> None:
    """What each of them and I have in common, in one query."""
    others = {line.by.pk for line in invitations if line.by.pk}
    told = people.facets_of([me, *others], kinds=REASONED)
    for line in invitations:
        line.details["reasons"] = find_reasons(
            line.by.name,
            told[me],
            told[line.by.pk or 0],
            unspoken=line.details["unspoken"] or (),
            no_times=line.details["no_times"] or (),
        )


INVITATION = DutyKind(
    "pairs",
    "invitation",
    template="pairs/_invitation_line.html",
    fill=give_reasons,
    counts_at="circles",
    minutes=2,
)
YES = DutyKind(
    "pairs",
    "yes",
    title=_("%(name)s said yes"),
    more=_("You are now in contact. A few words are enough to start."),
    press=_("Write to %(name)s"),
    url_name="pairs:pair",
)
PAUSE = pair_tells(
    "pause",
    title=_("Contact with %(name)s is paused"),
    more=_("You cannot write or plan anything until the pause ends."),
)
RESUME = pair_tells(
    "resume",
    title=_("You are back in contact with %(name)s"),
    more=_("The pause is over."),
)
END = pair_tells(
    "end",
    title=_("You are no longer in contact with %(name)s here"),
    more=_("You can both still read your messages."),
)
WORDS = DutyKind(
    "pairs",
    "agreement",
    title=_("%(name)s suggests a text for your agreement"),
    more=_("It applies as soon as you accept it."),
    press=_("Read the text"),
    url_name="pairs:agreement",
    counts_at="circles",
    minutes=3,
)
ACCEPTED = words_tell(
    "accepted",
    title=_("%(name)s accepted your text"),
    more=_("This is now your agreement."),
)
ASIDE = words_tell(
    "aside",
    title=_("%(name)s prefers not to accept your text"),
    more=_("You can talk about it, or suggest another text."),
)
