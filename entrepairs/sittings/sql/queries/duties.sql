-- Seats at sittings that are offered to me, sittings in the next 30 days of which I have not said whether I come, next
-- steps of mine that end within a week, approvals of associations that I coordinate within months of their end; my
-- basic training, from half of its time on until it is over; and what was told of sittings.
select 'seat_offered' as kind, o.opens_at as at, s.key::text as key, b.name::text as title_fr, '' as title_en,
  null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from sittings_seatoffer o join sittings_sitting s on s.id = o.sitting_id join mandates_body b on b.id = s.body_id
where o.person_id = me() and o.opens_at <= statement_timestamp() and seat_offer_waits_for_yes(o)
union all
select 'sitting_asked', s.made_at, s.key::text, b.name::text, '', null::bigint, '', '', 0, '', null::jsonb
from sittings_sitting s join mandates_body b on b.id = s.body_id
join mandates_mandate m on m.body_id = s.body_id and m.person_id = me() and mandate_is_held(m, s.day)
join mandates_seat t on t.id = m.seat_id and t."order" = 0
where s.cancelled_at is null and s.starts_at > statement_timestamp()
  and s.starts_at < statement_timestamp() + interval '30 days'
  and not exists (select from sittings_seatanswer a where a.sitting_id = s.id and a.mandate_id = m.id)
union all
select 'step_due', p.made_at, s.key::text, b.name::text, '', null::bigint, '', '', 0, '', null::jsonb
from sittings_nextstep p join sittings_sitting s on s.id = p.sitting_id join mandates_body b on b.id = s.body_id
join mandates_mandate m on m.id = p.mandate_id and m.person_id = me()
where p.done_on is null and p.until <= today() + 7
union all
select 'approval_ends', (a.until - r.months)::timestamptz, o.key::text, o.name::text, '', null::bigint, '',
  '', 0, '', null::jsonb
from people_organisation o
join lateral (select until from sittings_approval where organisation_id = o.id order by until desc limit 1) a on true
join lateral (select make_interval(months => (data ->> 'before_months')::int) as months from vocabulary_concept
  where scheme = 'rule' and key = 'approval') r on true
where o.id = any((select my_coordinations())::bigint[]) and today() >= a.until - r.months
union all
select 'training_due', (f.since + (f.last - f.since) / 2)::timestamptz, f.key::text, f.name::text, '', null::bigint, '',
  '', (f.last - today())::int, '', null::jsonb
from (select m.key, b.name, first.since, (first.since + r.months)::date as last
  from mandates_mandate m join mandates_body b on b.id = m.body_id
  join lateral (select min(a.since) as since from mandates_mandate a where a.person_id = me()
    and a.accepted_at is not null and a.withdrawn_at is null) first on true
  join lateral (select make_interval(months => (data ->> 'months')::int) as months from vocabulary_concept
    where scheme = 'rule' and key = 'training') r on true
  where m.person_id = me() and mandate_is_held(m, today()) order by m.since, m.id limit 1) f
where today() between f.since + (f.last - f.since) / 2 and f.last
  and not exists (select from sittings_training t where t.person_id = me())
  and learned_on_path('ru_en_avant') is null
union all
select case n.kind when 'seat_taken' then 'seat_news' else 'sitting_news' end, n.told_at, s.key::text, b.name::text, '',
  null::bigint, '', '', 0, '', null::jsonb
from notices_notice n join sittings_sitting s on s.key = split_part(n.about, ':', 1)
join mandates_body b on b.id = s.body_id
where n.person_id = me() and n.kind in ('seat_taken', 'sitting') and n.seen_at is null
  and n.due_at <= statement_timestamp()
