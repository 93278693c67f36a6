"""What this room lays on people: a code by which another could come in as them."""

from entrepairs.ui.duties import DutyKind

CODE = DutyKind("accounts", "code", template="accounts/_code_duty.html")
