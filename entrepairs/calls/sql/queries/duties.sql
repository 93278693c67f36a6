-- Asked to read, and something to read: until it is answered, while the event is to take place. Accepted: until I say
-- that I come. Any other answer to what I offered, and that the event is cancelled: until I have seen it.
with mine as materialized (
  select r.id, r.key, r.asked_at, r.accepted_at is not null as reads from calls_reader r
  join calls_call c on c.id = r.call_id
  where r.person_id = me() and r.declined_at is null and r.ended_at is null and takes_place(c.event_id)
), waiting as (
  select key, asked_at as at from mine where not reads
  union all
  select m.key, g.given_at from mine m join calls_reviewassignment g on g.reader_id = m.id and g.refused_at is null
  join calls_submission s on s.id = g.submission_id and s.state = 'sent'
  where m.reads and not exists (select from calls_review v where v.reading_id = g.id)
    and not exists (select from calls_submissiondecision d where d.submission_id = s.id and d.told_at is not null)
)
select 'read' as kind, max(at) as at, key::text as key, '' as title_fr, '' as title_en, null::bigint as person_id,
  '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from waiting group by key
union all
select 'decision', d.told_at, s.key, '', '', null, '', '', 0, '', null
from calls_submission s join calls_submissiondecision d on d.submission_id = s.id and d.told_at is not null
join calls_call c on c.id = s.call_id and takes_place(c.event_id)
where s.id = any((select my_submissions())::bigint[]) and s.state = 'sent' and (
  d.outcome = 'accepted' and s.comes_at is null
  or exists (select from notices_notice n where n.person_id = me() and n.kind = 'decision' and n.seen_at is null
    and n.due_at <= statement_timestamp() and split_part(n.about, ':', 1) = s.key))
union all
select 'decision_off', n.told_at, s.key, e.title_fr, coalesce(nullif(e.title_en, ''), e.title_other), null,
  '', '', 0, '', null
from notices_notice n join calls_submission s on s.key = split_part(n.about, ':', 1)
join calls_call c on c.id = s.call_id
join events_event e on e.id = c.event_id and e.state = 'cancelled' and e.ends_on >= today() - 1
where n.person_id = me() and n.kind = 'decision' and split_part(n.about, ':', 2) = 'off' and n.seen_at is null
  and n.due_at <= statement_timestamp() and s.id = any((select my_submissions())::bigint[]) and s.state = 'sent'
