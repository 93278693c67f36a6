-- What was told of shared files: that there are new ones in a group.
select 'shared_file' as kind, n.told_at as at, c.key::text as key, c.name::text as title_fr, '' as title_en,
  null::bigint as person_id, null::text as person_key, '' as person_name, 0 as number, '' as words,
  null::jsonb as details
from notices_notice n join people_circle c on c.key = n.about
where n.person_id = (select me()) and n.kind = 'shared_file' and n.seen_at is null
  and n.due_at <= statement_timestamp()
