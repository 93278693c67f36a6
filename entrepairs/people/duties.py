"""What this room asks of people: its lines on Today."""

from entrepairs.ui.duties import DutyKind

COORDINATE = DutyKind("people", "coordinate", template="people/_coordinate_duty.html")
