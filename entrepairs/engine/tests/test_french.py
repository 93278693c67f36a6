"""The check of the French catalogue: what it tells, and that ours has nothing to tell."""

import io

import pytest
from babel.messages.pofile import read_po

from entrepairs.engine import french


def told(words: str) -> list[str]:
    return list(french.problems(read_po(io.BytesIO(words.encode()), locale="fr")))


def test_every_message_has_its_french() -> None:
    assert list(french.problems(french.read())) == []


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ('msgstr ""', "not translated"),
        ('msgstr "L\'idée"', "straight apostrophe"),
        ('msgstr "Une graine : ici"', "no no-break space before ; : ? ! or inside « »"),
        ('msgstr "Une graine!"', "no no-break space before ; : ? ! or inside « »"),
        ('msgstr "«Une graine»"', "no no-break space before ; : ? ! or inside « »"),
        ('msgstr "Une %(other)s graine"', "unknown placeholder"),
    ],
)
def test_what_is_badly_written_is_told(written: str, problem: str) -> None:
    assert told(f'msgid "A seed"\n{written}\n') == [f"{problem}: 'A seed'"]


def test_what_is_well_written_is_not() -> None:
    assert (
        told(
            'msgid "A seed"\nmsgstr "L’idée\u00a0: 18:04, «\u202fgraine\u202f», <a '
            "href='x'>là</a>\u202f?\"\n"
        )
        == []
    )


def test_what_is_fuzzy_or_no_longer_said_is_told() -> None:
    assert told('#, fuzzy\nmsgid "A seed"\nmsgstr "Une graine"\n') == ["fuzzy: 'A seed'"]
    assert told('#~ msgid "A seed"\n#~ msgstr "Une graine"\n') == ["no longer said: 'A seed'"]


def test_each_form_of_a_plural_is_wanted() -> None:
    words = (
        'msgid "%(n)s seed"\nmsgid_plural "%(n)s seeds"\nmsgstr[0] "%(n)s graine"\nmsgstr[1] ""\n'
    )
    assert told(words) == ["not translated: ('%(n)s seed', '%(n)s seeds')"]
