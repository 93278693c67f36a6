-- Conversations with something to read: of a pair, or of another circle, which has a name.
with mine as materialized (
  select c.id, c.kind, c.key, c.name from people_circle c where c.id = any((select my_circles())::bigint[])
)
select case c.kind when 'pair' then 'unread' else 'unread_here' end as kind, n.at,
  c.key::text as key,
  c.name::text as title_fr, '' as title_en, o.id as person_id, o.key::text as person_key, o.name::text as person_name,
  n.messages as number, '' as words, jsonb_build_object('circle', c.kind) as details
from mine c left join lateral (
  select p.id, p.key, p.name from people_membership m join people_person p on p.id = m.person_id
  where c.kind = 'pair' and m.circle_id = c.id and m.person_id <> me() limit 1) o on true
cross join lateral (
  select count(*)::int as messages, max(m.sent_at) as at from conversations_message m
  where m.circle_id = c.id and m.author_id <> me() and m.taken_back_at is null
    and m.id > coalesce((select r.message_id from conversations_reading r
      where r.circle_id = c.id and r.person_id = me()), 0)) n
where n.messages > 0
