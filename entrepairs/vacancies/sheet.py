"""The sheet of a candidacy, as tagged PDF: the fields of the agency's form, in its order."""

from django.utils.translation import gettext as _

from entrepairs.ui.report_files import FiledLine, FiledPart, FiledReport, draw_pdf
from entrepairs.vacancies.models import Candidacy


def draw_sheet(candidacy: Candidacy) -> bytes:
    call = candidacy.call
    record, theirs = _("from the call"), _("from the candidate")
    association = [
        FiledLine(_("Approved association"), call.approved, record),
        FiledLine(_("Local association"), call.organisation.name, record),
        FiledLine(_("Approval number"), call.approval, record),
        FiledLine(_("General email of the association"), call.mail, record),
    ]
    person = [
        FiledLine(_("First name"), str(candidacy.given), theirs),
        FiledLine(_("Family name"), str(candidacy.family), theirs),
        FiledLine(_("Email"), str(candidacy.email), theirs),
        FiledLine(_("Telephone"), str(candidacy.telephone), theirs),
        FiledLine(
            _("Name and email may be published"), _("Yes") if candidacy.publish else _("No"), theirs
        ),
        FiledLine(_("Why they offer themselves"), str(candidacy.words), theirs),
    ]
    parts = [FiledPart(_("Association"), association), FiledPart(_("Candidate"), person)]
    return draw_pdf(FiledReport(_("Candidacy sheet"), call.seat.body.name, parts))
