"""What waits between two people: the texts of its lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.pairs.queries.possible import REASONED
from entrepairs.people import queries as people
from entrepairs.suggestions.reasons import find_reasons
from entrepairs.ui.duties import DutyKind, Line

pair_line = partial(DutyKind, "pairs", url_name="pairs:pair")
words_line = partial(DutyKind, "pairs", url_name="pairs:agreement")


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
YES = pair_line(
    "yes",
    title=_("%(name)s said yes"),
    more=_("You are now in contact. A few words are enough to start."),
    press=_("Write to %(name)s"),
)
PAUSE = pair_line(
    "pause",
    title=_("Contact with %(name)s is paused"),
    more=_("You cannot write or plan anything until the pause ends."),
    press=_("See"),
    news=True,
)
RESUME = pair_line(
    "resume",
    title=_("You are back in contact with %(name)s"),
    more=_("The pause is over."),
    press=_("See"),
    news=True,
)
END = pair_line(
    "end",
    title=_("You are no longer in contact with %(name)s here"),
    more=_("You can both still read your messages."),
    press=_("See"),
    news=True,
)
WORDS = words_line(
    "agreement",
    title=_("%(name)s suggests a text for your agreement"),
    more=_("It applies as soon as you accept it."),
    press=_("Read the text"),
    counts_at="circles",
    minutes=3,
)
ACCEPTED = words_line(
    "accepted",
    title=_("%(name)s accepted your text"),
    more=_("This is now your agreement."),
    press=_("See"),
    news=True,
)
ASIDE = words_line(
    "aside",
    title=_("%(name)s prefers not to accept your text"),
    more=_("You can talk about it, or suggest another text."),
    press=_("See"),
    news=True,
)
