"""Recipes of reports and of decisions about them; see recipes.py."""

import datetime as dt

from entrepairs.people.models import Person
from entrepairs.safeguarding.actions.helps_me import HelpingWords
from entrepairs.safeguarding.actions.on_call import Span
from entrepairs.safeguarding.actions.reports import ReportWords
from entrepairs.safeguarding.actions.rulings import RulingWords
from entrepairs.safeguarding.reportable import Reported
from entrepairs.tests.states.recipes import Rows, of, row


def _words(rows: Rows, me: Person) -> dict[str, object]:
    found = Reported("message", str(rows["group_message_then"].once), "/", "", "mots")
    return {"reported": found, "words": ReportWords("threat")}


of(
    "safeguarding.actions.reports",
    file_report=("amel", _words),
    appeal_ruling=("amel", row("ruling", "ruling_about_amel", words="mots")),
)
EVENING = Span(3, dt.time(18), dt.time(20))
of(
    "safeguarding.actions.helps_me",
    save_helps_me=(
        "amel",
        lambda w, me: {"words": HelpingWords("mots"), "readers": [w["bruno"]]},
    ),
    remove_helps_me="amel",
)
of(
    "safeguarding.actions.on_call",
    ask_for_hours=(
        "claire",
        lambda w, me: {"organisation": w["escale"], "person": w["david"], "span": EVENING},
    ),
    accept_hours=("bruno", row("hours", "bruno_is_asked_hours", number="02 11")),
    end_hours=("david", row("hours", "david_on_call")),
    note_call=("david", row("hours", "david_on_call")),
    forget_call=("david", row("call", "david_was_called")),
)
of(
    "safeguarding.actions.rulings",
    propose_ruling=("farid", row("reading", "farid_rules", words=RulingWords("nothing", "mots"))),
    agree_ruling=("eve", row("ruling", "ruling_proposed")),
)
of(
    "safeguarding.actions.rota",
    ask_for_rota=("claire", lambda w, me: {"organisation": w["escale"], "person": w["david"]}),
    accept_rota=("bruno", row("place", "bruno_is_asked_to_rule")),
    end_rota=("bruno", row("place", "bruno_is_asked_to_rule")),
)
