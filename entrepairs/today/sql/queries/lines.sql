-- Everything that waits for me, and what stands beside it, one line each, read under my own hat. Meetings are asked
-- for in their room. Columns: kind, since when, key of the row, key of the circle or organisation, its name, the
-- other person (number, key, name), two numbers, encrypted words, and for an invitation what may not be the reason
-- given.
with waiting as materialized (
  select p.* from pairs_invitation p
  where p.to_id = me() and p.accepted_at is null and p.withdrawn_at is null and p.yes_at is null
    and p.expires_at > statement_timestamp()
    and not exists (select from pairs_refusal r where r.invitation_id = p.id)
), mine as materialized (
  select c.id, c.kind, c.key, c.name from people_circle c where c.id = any((select my_circles())::bigint[])
), others as materialized (
  select m.circle_id, p.id, p.key, p.name from people_membership m join people_person p on p.id = m.person_id
  where m.circle_id in (select id from mine where kind = 'pair') and m.person_id <> me()
), told as materialized (
  select kind, told_at, about, split_part(about, ':', 1) as circle_key, split_part(about, ':', 2) as what
  from notices_notice
  where person_id = me() and kind in ('yes', 'agreement') and seen_at is null and due_at <= statement_timestamp()
    and (kind = 'yes' or split_part(about, ':', 2) in ('pause', 'resume', 'end', 'accepted', 'aside'))
), looked as (
  select viewer, max(at) as at from ledger_look
  where owner = me() and at > statement_timestamp() - interval '7 days' group by viewer order by 2 desc limit 6
)
select 'invitation' as kind, w.made_at as at, w.key as row_key, '' as place_key, coalesce(o.name, '') as place_name,
  p.id, p.key, p.name,
  0 as one, 0 as two, w.words, l.unspoken, l.no_times
from waiting w join people_person p on p.id = w.by_id
left join people_organisation o on o.id = w.organisation_id
left join limits_with((select array_agg(by_id) from waiting)) l on l.person_id = w.by_id
union all  -- they said yes to what I proposed
select 'yes', t.told_at, '', c.key, '', p.id, p.key, p.name, 0, 0, '', null, null
from told t join people_circle c on c.key = t.about and t.kind = 'yes'
join people_membership m on m.circle_id = c.id and m.person_id <> me() join people_person p on p.id = m.person_id
union all  -- a pair paused, went on, ended; words were accepted or set aside
select t.what, t.told_at, '', c.key, '', p.id, p.key, p.name, 0, 0, '', null, null
from told t join people_circle c on c.key = t.circle_key and t.kind = 'agreement'
join people_membership m on m.circle_id = c.id and m.person_id <> me() join people_person p on p.id = m.person_id
union all
select 'agreement', a.proposed_at, '', c.key, '', o.id, o.key, o.name, 0, 0, '', null, null
from pairs_agreement a join mine c on c.id = a.circle_id join others o on o.circle_id = c.id
where a.proposed_by_id <> me() and a.accepted_at is null and a.closed_at is null
union all
select 'unread', n.at, c.kind, c.key, c.name, o.id, o.key, o.name, n.messages, 0, '', null, null
from mine c left join others o on o.circle_id = c.id cross join lateral (
  select count(*)::int as messages, max(m.sent_at) as at from conversations_message m
  where m.circle_id = c.id and m.author_id <> me()
    and m.id > coalesce((select r.message_id from conversations_reading r
      where r.circle_id = c.id and r.person_id = me()), 0)) n
where n.messages > 0
union all  -- may what I said be heard; something is to be cut from what I prepare
select n.kind, n.told_at, '', n.path, coalesce(nullif(r.title_fr, ''), r.title_en), null, '', '', 0, 0, '', null, null
from (select kind, told_at, path, case kind when 'cut'
  then (select voice_id from recordings_cut where key = about and done_at is null)
        else (select id from recordings_voice where heard and key = split_part(about, ':', 1)) end as voice
      from notices_notice where person_id = me() and kind in ('heard', 'cut') and seen_at is null
        and due_at <= statement_timestamp()) n
join recordings_voice v on v.id = n.voice join library_resource r on r.id = v.resource_id
union all
select 'coordinate', a.asked_to_coordinate_at, '', o.key, o.name, null, '', '', 0, 0, '', null, null
from people_affiliation a join people_organisation o on o.id = a.organisation_id
where a.person_id = me() and a.until is null and not a.coordinator and a.asked_to_coordinate_at is not null
union all  -- about calls for contributions: asked to read, something to read, an answer to what I offered
select 'contributions', n.told_at, n.kind, n.path, '', null, '', '', 0, 0, '', null, null
from notices_notice n
where n.person_id = me() and n.kind in ('read', 'decision') and n.seen_at is null and n.due_at <= statement_timestamp()
union all  -- I waited for a place at an event, and have one; or I registered, and it does not take place
select 'place', n.told_at, '', n.path, coalesce(nullif(e.title_fr, ''), e.title_en), null, '', '',
  (e.state = 'cancelled')::int, 0, '', null, null
from notices_notice n join registrations_registration g on g.key = split_part(n.about, ':', 1) and g.person_id = me()
join events_event e on e.id = g.event_id and e.ends_on >= current_date - 1
  and case when e.state = 'cancelled' then n.about like '%%:off' and g.state <> 'cancelled' else n.about = g.key
    and g.state = 'place' end
where n.person_id = me() and n.kind = 'place' and n.seen_at is null and n.due_at <= statement_timestamp()
union all  -- would I prepare an event with them; is that speaker me
select 'asked', a.asked_at, a.key, a.event_key, coalesce(nullif(a.title_fr, ''), a.title_en), p.id, p.key, p.name,
  (a.speaker_id is not null)::int, 0, '', null, null
from asked_of_me() a left join people_person p on p.id = a.by_id
union all  -- did I make this; or did they, who say so
select 'claim', n.told_at, c.key, '', coalesce(nullif(r.title_fr, ''), r.title_en), p.id, p.key, p.name,
  (c.person_id = me())::int, 0, '', null, null
from notices_notice n join library_authorshipclaim c on c.key = n.about join library_author a on a.id = c.author_id
  join library_resource r on r.id = a.resource_id
left join people_person p on p.id = c.by_id
where n.person_id = me() and n.kind = 'claim' and n.seen_at is null and n.due_at <= statement_timestamp()
union all  -- beside: who looked at my page this week, and as what I know them
select 'look', l.at, '', '', case
    when l.viewer = any((select my_pairs())::bigint[]) then 'peer'
    when exists (select from people_affiliation a where a.person_id = l.viewer and a.coordinator
                 and a.organisation_id = any((select my_organisations())::bigint[])) then 'coordinator'
    else '' end, w.id, w.key, w.name, 0, 0, '', null, null
from looked l join who_looked((select array_agg(viewer) from looked)) w on w.id = l.viewer
union all  -- beside: minutes given and received, all relations
select 'mirror', statement_timestamp(), '', '', '', null, '', '',
  coalesce(sum(minutes) filter (where giver_id = me()), 0)::int,
    coalesce(sum(minutes) filter (where receiver_id = me()), 0)::int, '', null, null
from meetings_contribution
where (giver_id = me() or receiver_id = me()) and confirmed_at is not null
  and at >= statement_timestamp() - make_interval(days => %(days)s)
order by 2 desc
