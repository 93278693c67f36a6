"""A library of a million moments, in two languages, with words as frequent as in speech.

The n-th word of a language is said 1/n as often as the first. WRITTEN moments are made, then told
again under other recordings until there are enough: indexing a million different ones would take
an hour.
"""

import random
from typing import Any

from bench.networks import read_sql

WRITTEN = 50_000  # different moments
MOMENTS = 200  # of a recording
VOCABULARY = 60_000  # words of a language
SAID = 100  # in a moment: forty seconds of speech

# The usual words of a language, the most frequent first.
FRENCH = """
de la le et les des est un que je on pas dans pour il ce en une qui a donc avec plus mais nous sur
ça comme tout faire aussi être alors voilà quand même bien peut très parce vraiment personne chose
gens peu temps fait dire dit santé groupe mentale pair pairs soin soins aide entraide
rétablissement vie hôpital parole expérience savoir logement rue nuit famille travail psychiatrie
patient patients usager médecin équipe association commission professionnalisation psychologue
espoir droit droits décision confiance traitement diagnostic maladie
"""
ENGLISH = """
the of and to a in that is it you for we was on are this with they be at have so but what people
there about know think just like really would because when them very some time could thing going
health group mental peer peers support care recovery life hospital voice experience knowledge
housing street night family work psychiatry patient patients user doctor team association
commission professionalization psychologist hope right rights decision trust treatment diagnosis
illness
"""
SYLLABLES = """
ba ber cha con dal der fa fon ga gri lo lu ma mé mon na nor pa pli po ra ren ri sa sol ta teur ti
tra vi vou zé
"""

WRITE = read_sql("write_moments")
TELL_AGAIN = read_sql("tell_again")


def invent_vocabulary(language: list[str], seed: int) -> list[str]:
    """The usual words first, then others that sound like words."""
    chance, known = random.Random(seed), list(dict.fromkeys(language))
    seen, syllables = set(known), SYLLABLES.split()
    while len(known) < VOCABULARY:
        word = "".join(chance.choices(syllables, k=chance.randint(2, 5)))
        if word not in seen:
            seen.add(word)
            known.append(word)
    return known


def build_library(link: Any, entries: int) -> None:
    """Fill the library of that database, over a connection of its owner."""
    link.execute(
        "create table bench_word (french boolean, place int, word text, primary key (french, "
        "place))"
    )
    with link.cursor() as cursor, cursor.copy("copy bench_word from stdin") as copy:
        for french, words in (
            (True, invent_vocabulary(FRENCH.split(), 1)),
            (False, invent_vocabulary(ENGLISH.split(), 2)),
        ):
            for place, word in enumerate(words, 1):
                copy.write_row((french, place, word))
    link.execute("analyze bench_word")
    link.execute("alter table search_entry disable trigger user")
    link.execute("drop index entry_words")
    link.execute("select setseed(0.5)")
    link.execute(WRITE, {"written": WRITTEN, "said": SAID, "vocabulary": VOCABULARY})
    # Told again, its words are copied and not worked out; from then on a trigger does what the
    # column did.
    link.execute("alter table search_entry alter column words drop expression")
    for number in range(1, entries // WRITTEN):
        link.execute(TELL_AGAIN, {"again": f"{number:02}", "number": number, "written": WRITTEN})
    link.execute("""
      create function bench_words() returns trigger language plpgsql as $$
      begin
        new.words := library_words(
          new.title_fr, new.title_en, new.names, new.text_fr, new.text_en);
        return new;
      end $$""")
    link.execute(
        "create trigger words before insert or update on search_entry for each row execute "
        "function bench_words()"
    )
    link.execute("set maintenance_work_mem = '512MB'")
    link.execute(
        "create index entry_words on search_entry using gin (words, marks) with (fastupdate = off)"
    )
    link.execute("alter table search_entry enable trigger user")
    link.execute(
        "insert into search_indexedword select library_plain(word), sum(10 * %s / place) from "
        "bench_word where word !~ '[0-9]' "
        "and length(word) between 4 and 40 group by 1 on conflict do nothing",
        [entries // 1000 + 1],
    )
    link.execute("vacuum analyze search_entry")
    link.execute("vacuum analyze search_indexedword")
