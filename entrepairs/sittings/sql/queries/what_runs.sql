-- What runs for the person of a mandate, in one row: the approval of who proposed them, their training and first
-- mandate, what this mandate cost in a year, the half-days of leave of all their mandates, whether they wrote for the
-- next, and the last sitting, if nothing is written after it.
select a.until, a.level, a.number, coalesce(t.done_on, learned_on_path('ru_en_avant')), f.since,
  coalesce(c.minutes, 0), coalesce(c.kilometres, 0),
  coalesce(c.cents, 0), coalesce(c.half_days, 0),
  exists (select from sittings_handover h where h.seat_id = %(seat)s and h.person_id = %(person)s), s.key, s.day
from (select 1) one
left join lateral (select until, level, number from sittings_approval where organisation_id = %(organisation)s
  order by until desc limit 1) a on true
left join sittings_training t on t.person_id = %(person)s
left join lateral (select min(m.since) as since from mandates_mandate m where m.person_id = %(person)s
  and m.accepted_at is not null and m.withdrawn_at is null) f on true
left join lateral (
  select sum(minutes) filter (where mandate_id = %(mandate)s) as minutes,
    sum(kilometres) filter (where mandate_id = %(mandate)s) as kilometres,
    sum(cents) filter (where mandate_id = %(mandate)s) as cents, sum(half_days) as half_days
  from sittings_cost where person_id = %(person)s and day between %(first)s and %(last)s) c on true
left join lateral (
  select l.key, l.day from (select id, key, day from sittings_sitting where body_id = %(body)s and cancelled_at is null
    and starts_at <= statement_timestamp() order by starts_at desc, id desc limit 1) l
  where not exists (select from sittings_note n where n.sitting_id = l.id)) s on true
