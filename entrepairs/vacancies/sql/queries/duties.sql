-- Somebody offers to take a seat that my association calls for, and a call that I answered has ended: as news, until it
-- is seen.
select 'candidacy_came' as kind, n.told_at as at, c.key::text as key, b.name::text as title_fr, '' as title_en,
  null::bigint as person_id, null::text as person_key, '' as person_name, 0 as number, '' as words,
  null::jsonb as details
from notices_notice n join vacancies_candidacy o on o.key = n.about
join vacancies_vacancycall c on c.id = o.call_id join mandates_seat s on s.id = c.seat_id
join mandates_body b on b.id = s.body_id
where n.person_id = me() and n.kind = 'candidacy' and n.seen_at is null and n.due_at <= statement_timestamp()
union all
select 'call_ended', n.told_at, c.key::text, b.name::text, '', null::bigint, null::text, '', 0, '', null::jsonb
from notices_notice n join vacancies_vacancycall c on c.key = split_part(n.about, ':', 1)
join mandates_seat s on s.id = c.seat_id join mandates_body b on b.id = s.body_id
where n.person_id = me() and n.kind = 'call_ended' and n.seen_at is null and n.due_at <= statement_timestamp()
