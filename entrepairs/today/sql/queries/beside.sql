-- What stands beside the duties, in the same columns: who looked at my page this week, and as what I know them; the
-- minutes given and received, in all relations; which of the first steps are done, until there is a first peer.
with looked as (
  select viewer, max(at) as at from ledger_look
  where owner = me() and what not like 'plan:%%'
    and at > statement_timestamp() - interval '7 days' group by viewer order by 2 desc limit 6
)
select 'look' as kind, l.at, case
    when l.viewer = any((select my_pairs())::bigint[]) then 'peer'
    when exists (select from people_affiliation a where a.person_id = l.viewer and a.coordinator
                 and a.organisation_id = any((select my_organisations())::bigint[])) then 'coordinator'
    else '' end as key, '' as title_fr, '' as title_en, w.id as person_id, w.key::text as person_key,
  w.name::text as person_name, 0 as number, '' as words, null::jsonb as details
from looked l join who_looked((select array_agg(viewer) from looked)) w on w.id = l.viewer
union all
select 'mirror', statement_timestamp(), '', '', '', null, '', '', 0, '', jsonb_build_object(
  'given', coalesce(sum(minutes) filter (where giver_id = me()), 0),
  'received', coalesce(sum(minutes) filter (where receiver_id = me()), 0),
  'noted', count(distinct meeting_id))
from meetings_contribution
where (giver_id = me() or receiver_id = me()) and confirmed_at is not null
  and at >= statement_timestamp() - make_interval(days => %(days)s)
union all
select 'first_steps', statement_timestamp(), '', '', '', null, '', '', 0, '', jsonb_build_object(
  'looking', exists (select from pairs_wish where person_id = me() and closed_at is null and room_for > 0),
  'paused', exists (select from people_person where id = me() and paused_at is not null),
  'invited', exists (select from pairs_invitation where by_id = me() and organisation_id is null))
where exists (select from people_person where id = me() and first_steps_hidden_at is null)
  and not exists (select from people_membership m join people_circle c on c.id = m.circle_id
  where m.person_id = me() and c.kind = 'pair')
