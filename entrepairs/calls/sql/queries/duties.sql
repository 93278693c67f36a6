-- Asked to read, something to read, an answer to what I offered.
select n.kind::text as kind, n.told_at as at, split_part(n.about, ':', 1) as key, '' as title_fr, '' as title_en,
  null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from notices_notice n
where n.person_id = me() and n.kind in ('read', 'decision') and n.seen_at is null and n.due_at <= statement_timestamp()
