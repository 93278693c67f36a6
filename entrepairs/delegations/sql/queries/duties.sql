-- Delegations of mine that can meet, until I have seen it.
select 'delegation_open' as kind, n.told_at as at, b.key::text as key, b.name::text as title_fr, '' as title_en,
  null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from notices_notice n join mandates_body b on b.key = n.about
where n.person_id = me() and n.kind = 'delegation' and n.seen_at is null and n.due_at <= statement_timestamp()
