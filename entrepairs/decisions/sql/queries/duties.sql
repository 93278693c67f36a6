-- What decisions ask of people: answers to give, decisions to look at again, dates to say, a date to choose; then what
-- was told: answers are known.
with mine as materialized (
  select c.id, c.key, c.name from people_circle c
  where c.ended_at is null and c.id = any((select my_voting_circles())::bigint[])
), last as materialized (
  select d.id, d.key, d.title, d.circle_id, v.id as version_id, v.review_on, v.opens_at, v.closes_at, v.closed_at
  from decisions_decision d join lateral (
    select * from decisions_version n where n.decision_id = d.id order by n.number desc limit 1) v on true
  where d.withdrawn_at is null and d.circle_id in (select id from mine)
), waiting as (
  select 'decide' as kind, v.opens_at as at, v.decision_id as id from versions_to_answer((select me())) v
  where v.decision_id in (select id from last)
  union all
  select 'decision_due', l.review_on::timestamptz, l.id from last l
  where l.review_on <= today() and stand_of(l.version_id) = 'adopted'
  union all
  select 'decision_told', n.told_at, d.id from notices_notice n
  join decisions_decision d on d.key = split_part(n.about, ':', 1)
  where n.person_id = (select me()) and n.kind = 'decided' and n.seen_at is null and n.due_at <= statement_timestamp()
)
select w.kind, w.at, d.key::text as key, '' as title_fr, '' as title_en, null::bigint as person_id,
  null::text as person_key, '' as person_name, 0 as number, d.title::text as words,
  jsonb_build_object('group', c.key, 'name', c.name) as details
from waiting w join decisions_decision d on d.id = w.id join people_circle c on c.id = d.circle_id
union all
select case when p.waits then 'dates' else 'date_due' end, case when p.waits then p.made_at else p.closes_at end,
  p.key, '', '', null, null, '', 0, p.title, jsonb_build_object('group', c.key, 'name', c.name)
from (
  select made_at, closes_at, key, title, circle_id, true as waits from polls_to_answer((select me()))
  union all
  select made_at, closes_at, key, title, circle_id, false from decisions_poll
  where made_by_id = (select me()) and chosen_at is null and closes_at <= statement_timestamp()
    and circle_id in (select id from mine)
    and exists (select from decisions_date d
      where d.poll_id = decisions_poll.id and d.starts_at > statement_timestamp())
) p join people_circle c on c.id = p.circle_id
where c.id = any((select my_circles())::bigint[])
