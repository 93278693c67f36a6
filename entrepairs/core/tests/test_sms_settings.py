"""The settings of text messages: what is wrong is told, without what is secret in them."""

from decimal import Decimal

import pytest

from entrepairs.core.sms_settings import find_faults, read_sms_settings

RIGHT = {"ENTREPAIRS_SMS_URL": "https://gateway.example/?to={to}&text={text}&key=SECRET"}


def test_without_a_gateway_there_is_nothing_to_say() -> None:
    assert list(find_faults({"ENTREPAIRS_SMS_PRICE": "free"})) == []
    assert list(find_faults(RIGHT)) == []
    assert list(find_faults({"ENTREPAIRS_SMS_COMMAND": "true {to} {text}"})) == []
    assert read_sms_settings({}).url == read_sms_settings({}).command == ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"ENTREPAIRS_SMS_COMMAND": "true {to} {text}"}, "are both set"),
        ({"ENTREPAIRS_SMS_URL": "https://gateway.example/{to}?SECRET"}, "has no {text}"),
        ({"ENTREPAIRS_SMS_HEADERS": "X: SECRET"}, "HEADERS cannot be read"),
        ({"ENTREPAIRS_SMS_HEADERS": '{"X": 1}'}, "HEADERS cannot be read"),
        ({"ENTREPAIRS_SMS_PRICE": "7 cents"}, "PRICE is no amount"),
        ({"ENTREPAIRS_SMS_MONTHLY_CAP": "-1"}, "MONTHLY_CAP is no amount"),
        ({"ENTREPAIRS_SMS_URL": "http://gateway.example/{to}{text}SECRET"}, "is not https"),
        ({"ENTREPAIRS_SMS_URL": "gateway/{to}{text}SECRET"}, "is no address"),
        (
            {"ENTREPAIRS_SMS_URL": "", "ENTREPAIRS_SMS_COMMAND": "nowhere {to} {text}"},
            "is not found",
        ),
        ({"ENTREPAIRS_SMS_URL": "", "ENTREPAIRS_SMS_COMMAND": "true '{to} {text}"}, "not found"),
    ],
)
def test_each_fault_is_told_with_its_mend(said: dict[str, str], told: str) -> None:
    [(what, mend)] = find_faults(RIGHT | said)
    assert told in what
    assert mend
    assert "SECRET" not in what + mend


def test_money_is_read_and_what_cannot_be_is_as_usual() -> None:
    read = read_sms_settings(
        {"ENTREPAIRS_SMS_PRICE": "0", "ENTREPAIRS_SMS_MONTHLY_CAP": "nonsense"}
    )
    assert (read.price, read.cap) == (Decimal(0), Decimal(20))
