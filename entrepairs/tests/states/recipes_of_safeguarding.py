"""Recipes of reports and of decisions about them; see recipes.py."""

from entrepairs.people.models import Person
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
