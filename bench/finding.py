"""Ranking of possible peers among very many: database time, what it misses, and its plan.

Run as a program on a data folder and a size: makes that many lines of what may be found, in the
search table alone, as if each person had told a few things, some often and most of them rarely.
Writes what it found as JSON.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path
from typing import Any

from bench.networks import read_sql

READERS = 20
TAKEN = 10

FILL = read_sql("fill_finder")
WEIGH = read_sql("weigh_words")


INDEX = read_sql("index_finder")


def fill_finder_rows(link: Any, lines: int) -> None:
    (there,) = link.execute("select count(*) from suggestions_finderrow").fetchone()
    if there == lines:
        return
    link.execute(
        "set session_replication_role = replica"
    )  # their persons need not exist: only the search is measured
    link.execute("truncate suggestions_finderrow")
    link.execute("set maintenance_work_mem = '512MB'")
    link.execute("drop index if exists findable_codes")
    for first in range(1, lines + 1, 100_000):
        link.execute(FILL, {"first": first, "last": min(first + 99_999, lines)})
    link.execute(INDEX)
    link.execute("vacuum analyze suggestions_finderrow")
    link.execute(WEIGH, {"lines": lines, "sample": min(100.0, 2_000_000 / lines)})


def told_by(chance: random.Random) -> list[Any]:
    """What a person who looks has told, as often as the others tell it."""
    from entrepairs.people.models import ALL_SLOTS, Facet
    from entrepairs.vocabulary import queries as vocabulary

    def some(kind: str, scheme: str, count: int, lean: float) -> list[Facet]:
        every = sorted(vocabulary.concepts(scheme), key=lambda term: term.id)
        chosen = {every[int(len(every) * chance.random() ** lean)].id for _ in range(count)}
        return [Facet(kind=kind, concept_id=concept) for concept in chosen]

    return [
        *some("experience", "experience", chance.randint(1, 4), 2.5),
        *some("need", "support", chance.randint(1, 3), 1.8),
        *some("offer", "support", chance.randint(1, 4), 1.8),
        Facet(kind="availability", slots=chance.randint(1, ALL_SLOTS)),
        Facet(kind="language", concept_id=vocabulary.concepts("language")[0].id),
    ]


def time_rankings(lines: int, rounds: int, compared: int) -> dict[str, Any]:
    from entrepairs.core import hats
    from entrepairs.suggestions import word_positions
    from entrepairs.suggestions.ranking import ranked

    word_positions.forget()
    chance, ms, kept, missed = random.Random(lines), [], [], []
    for number in range(READERS):
        me = lines + 10 + number
        with hats.person(me):
            mine = told_by(chance)
            ranked(me, mine, limit=TAKEN, most=compared)
            for _ in range(rounds):
                start = time.perf_counter()
                found = ranked(me, mine, limit=TAKEN, most=compared)
                ms.append((time.perf_counter() - start) * 1000)
            if number < 12:  # against everybody compared, which takes as long as it takes
                best = ranked(me, mine, limit=TAKEN, most=lines * 2)
                kept.append(sum(one.score for one in found) / sum(one.score for one in best))
                missed.append(
                    len({one.person_id for one in best} - {one.person_id for one in found})
                )
    return {
        "ms": ms,
        "kept": kept,
        "missed": missed,
        "plan": explain_ranking(link_of_owner(), lines),
    }


def link_of_owner() -> str:
    return os.environ["DATABASE_OWNER_URL"]


def explain_ranking(owner: str, lines: int) -> str:
    """The plan of one ranking, as PostgreSQL tells it."""
    import psycopg

    from entrepairs.core import hats
    from entrepairs.suggestions.index_plan import plan
    from entrepairs.suggestions.query_vector import asked, told
    from entrepairs.suggestions.quiet_period import QUIET
    from entrepairs.suggestions.word_positions import words

    with hats.person(lines + 10):
        mine, stands = told_by(random.Random(lines)), words()
    found = plan(told(mine, stands), stands, turn=0.5)
    asking = json.dumps(asked(mine, stands) | {"ways": found.ways, "turn": 1, "compared": None})
    plans: list[str] = []
    with psycopg.connect(owner) as link:
        link.add_notice_handler(lambda notice: plans.append(notice.message_primary or ""))
        try:
            link.execute("load 'auto_explain'")
        except psycopg.Error:
            return "The database does not let its plans be read here."
        for name, value in (
            ("log_min_duration", "0"),
            ("log_nested_statements", "on"),
            ("log_analyze", "on"),
            ("log_buffers", "on"),
        ):
            link.execute(f"set auto_explain.{name} = {value}".encode())
        link.execute("set client_min_messages = log")
        link.execute("select set_config('app.person', %s, false)", [str(lines + 10)])
        link.execute("select * from might_suit(%s::jsonb, %s, 10)", [asking, QUIET])
    return next(
        (
            text
            for text in plans
            if "findable_codes" in text or "Seq Scan on suggestions_finderrow" in text
        ),
        "",
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--lines", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--compared",
        type=int,
        default=0,
        help="people compared, about; what the program does unless said",
    )
    options = parser.parse_args()
    os.environ |= {"ENTREPAIRS_MODE": "demo", "DJANGO_SETTINGS_MODULE": "entrepairs.settings"}
    from entrepairs.engine.attach import connected

    with connected(str(options.data), alone=True) as cluster:
        import django
        import psycopg

        django.setup()
        from entrepairs.engine.address import DATABASE
        from entrepairs.engine.roles import with_database
        from entrepairs.suggestions.index_plan import COMPARED

        assert cluster is not None
        address = with_database(cluster, DATABASE)
        with psycopg.connect(address, autocommit=True) as link:
            fill_finder_rows(link, options.lines)
        os.environ["DATABASE_OWNER_URL"] = address
        print(
            json.dumps(time_rankings(options.lines, options.rounds, options.compared or COMPARED))
        )


if __name__ == "__main__":
    main()
