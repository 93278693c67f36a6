"""The rows of courses that could leak."""

from typing import Any

from entrepairs.courses.models import Attendance, Course, KeptCourse, LedSession

type Rows = dict[str, Any]


def courses(rows: Rows) -> None:
    """Both events are courses; Amel was at a session of the published one, and so was a stranger,
    and Amel put hers on her path."""
    for state in ("published", "draft"):
        rows[f"{state}_course"] = Course.objects.create(
            event=rows[f"{state}_event"], kind="college", takes_fr="mots"
        )
    session = rows["published_session"]
    for name in ("amel_registers", "a_stranger_registers"):
        rows[f"{name}_and_came"] = Attendance.objects.create(
            session=session, registration=rows[name], minutes=60, noted_by=rows["claire"]
        )
    rows["led"] = LedSession.objects.create(session=session, by_peer=True)
    rows["amel_keeps_her_course"] = KeptCourse.objects.create(
        registration=rows["amel_registers"], step=rows["amel_taught"]
    )
