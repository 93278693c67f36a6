"""Who might suit me, among very many: database time of the ranking, what it misses, and how the database finds it.

Run as a program on a data folder and a size: makes that many lines of what may be found, in the search table alone, as if
so many people had told a few things each, some things often and most of them rarely. Writes what it found as JSON.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path
from typing import Any

READERS = 20
TAKEN = 10

# Words by how often they are told: the first of each list often, most of them rarely. Times, places, languages: as in a
# country, with a good part who did not say.
FILL = """
with words as (
  select kind, array_agg(position order by concept) as at, array_agg(under order by concept) as under from (
    select w.kind, w.concept, w.position, h.position as under from suggestions_termposition w
    join vocabulary_concept c on c.id = w.concept join suggestions_termposition h on h.kind = w.kind and h.heading and h.concept = coalesce(c.parent_id, c.id)
    where not w.heading) w group by kind
), e as (select * from words where kind = 'experience'), n as (select * from words where kind = 'need'), o as (select * from words where kind = 'offer')
insert into suggestions_finderrow (person_id, scope, shown, lived, looked, brought, road, languages, limits, refused, slots, no_slots, latitude, longitude, radius_km)
select p, 0, false,
  (select bit_or(set_bit(set_bit(0::bit(256), e.at[i], 1), e.under[i], 1)) from (select 1 + floor(cardinality(e.at) * power(random(), 2.5))::int as i from generate_series(1, 1 + p %% 4)) d),
  (select bit_or(set_bit(set_bit(0::bit(128), n.at[i], 1), n.under[i], 1)) from (select 1 + floor(cardinality(n.at) * power(random(), 1.8))::int as i from generate_series(1, 1 + p %% 3)) d),
  (select bit_or(set_bit(set_bit(0::bit(128), o.at[i], 1), o.under[i], 1)) from (select 1 + floor(cardinality(o.at) * power(random(), 1.8))::int as i from generate_series(1, 1 + p %% 5)) d),
  case when random() < 0.4 then 1 + floor(random() * 4) end,
  case when random() < 0.9 then set_bit(0::bit(128), 0, 1) else set_bit(0::bit(128), floor(random() * 20)::int, 1) end,
  0::bit(64), case when random() < 0.1 then 2 else 0 end,
  case when random() < 0.6 then (random() * 2097151)::int else 0 end, 0,
  case when random() < 0.7 then 43 + random() * 8 end, -4 + random() * 11, 20
from generate_series(%(first)s::bigint, %(last)s::bigint) p, e, n, o
"""
# The share of each word, and what it weighs, from the lines themselves.
WEIGH = """
with told as (
  select w.id, w.kind, w.position, w.concept, w.heading,
    (select count(*) from suggestions_finderrow f tablesample system (%(sample)s) where case w.kind when 'experience' then get_bit(f.lived, w.position)
       when 'need' then get_bit(f.looked, w.position) else get_bit(f.brought, w.position) end = 1) * 100.0 / %(sample)s as people
  from suggestions_termposition w where w.kind in ('experience', 'need', 'offer'))
update suggestions_termposition w set weight = ln(1 + %(lines)s / greatest(t.people, 11)::float8) / ln(1 + %(lines)s / 11::float8) from told t where t.id = w.id
"""


INDEX = """create index findable_codes on suggestions_finderrow using gin (codes_of(scope, person_id, lived, looked, brought))
  with (fastupdate = off)"""


def fill(link: Any, lines: int) -> None:
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
    """What somebody who looks has told, as often as the others tell it."""
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


def measured(lines: int, rounds: int, compared: int) -> dict[str, Any]:
    from entrepairs.core import hats
    from entrepairs.suggestions import word_positions
    from entrepairs.suggestions.ranking import rank_peers

    word_positions.forget_positions()
    chance, ms, kept, missed = random.Random(lines), [], [], []
    for number in range(READERS):
        me = lines + 10 + number
        with hats.person(me):
            mine = told_by(chance)
            rank_peers(me, mine, limit=TAKEN, most=compared)
            for _ in range(rounds):
                start = time.perf_counter()
                found = rank_peers(me, mine, limit=TAKEN, most=compared)
                ms.append((time.perf_counter() - start) * 1000)
            if number < 12:  # against everybody compared, which takes as long as it takes
                best = rank_peers(me, mine, limit=TAKEN, most=lines * 2)
                kept.append(sum(one.score for one in found) / sum(one.score for one in best))
                missed.append(
                    len({one.person_id for one in best} - {one.person_id for one in found})
                )
    return {"ms": ms, "kept": kept, "missed": missed, "plan": explained(link_of_owner(), lines)}


def link_of_owner() -> str:
    return os.environ["DATABASE_OWNER_URL"]


def explained(owner: str, lines: int) -> str:
    """The plan of one ranking, as PostgreSQL tells it."""
    import psycopg

    from entrepairs.core import hats
    from entrepairs.suggestions.index_plan import plan_index
    from entrepairs.suggestions.query_vector import query_vector, told_by
    from entrepairs.suggestions.quiet_period import QUIET
    from entrepairs.suggestions.word_positions import word_positions

    with hats.person(lines + 10):
        mine, stands = told_by(random.Random(lines)), word_positions()
    found = plan_index(told_by(mine, stands), stands, turn=0.5)
    asking = json.dumps(
        query_vector(mine, stands) | {"ways": found.ways, "turn": 1, "compared": None}
    )
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
            fill(link, options.lines)
        os.environ["DATABASE_OWNER_URL"] = address
        print(json.dumps(measured(options.lines, options.rounds, options.compared or COMPARED)))


if __name__ == "__main__":
    main()
