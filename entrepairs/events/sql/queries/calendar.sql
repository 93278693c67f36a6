-- Events that I prepare or speak at, on their days; sessions that I keep, chair or speak in, at their hours.
with spoken as materialized (
  select id, event_id from events_speaker where person_id = me()
), sessions as (
  select session_id as id, 'kept_session' as kind from events_bookmark where person_id = me()
  union
  select t.session_id, 'my_session' from spoken s join events_talkspeaker p on p.speaker_id = s.id
    join events_talk t on t.id = p.talk_id
  union
  select c.session_id, 'my_session' from spoken s join events_sessionchair c on c.speaker_id = s.id
), days as (
  select e.id, case when e.circle_id = any((select my_circles())::bigint[]) then 'organised' else 'speaking' end as kind
  from events_event e
  where e.starts_on <= %(last)s and e.ends_on >= %(first)s
    and (e.circle_id = any((select my_circles())::bigint[]) or e.id in (select event_id from spoken))
)
select d.kind, 'event:' || e.key as thing, e.key::text as key, null::timestamptz as starts_at,
  null::timestamptz as ends_at, e.starts_on as first_day, e.ends_on as last_day, e.title_fr::text,
  coalesce(nullif(e.title_en, ''), e.title_other)::text as title_en, '' as secret_title, '' as person_name,
  coalesce(case when %(french)s then nullif(p.fr, '') end, p.name, nullif(e.venue, ''), '')::text as place,
  '' as secret_place, e.state::text as state, p.latitude, p.longitude, (e.online or e.link <> '') as online
from days d join events_event e on e.id = d.id left join vocabulary_place p on p.geoname_id = e.place_id
union all
select k.kind, 'session:' || s.key, s.key::text, s.starts_at, s.ends_at, null, null, s.title_fr::text,
  coalesce(nullif(s.title_en, ''), s.title_other)::text, '', '', coalesce(r.name, e.venue)::text, '', e.state::text,
  null, null, false
from sessions k join events_session s on s.id = k.id join events_event e on e.id = s.event_id
left join events_room r on r.id = s.room_id
where s.starts_at < %(end)s and s.ends_at > %(start)s
