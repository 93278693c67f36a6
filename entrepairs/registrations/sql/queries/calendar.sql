-- Events to which I registered under my account, on their days.
select 'registered' as kind, 'event:' || e.key as thing, e.key::text as key, null::timestamptz as starts_at,
  null::timestamptz as ends_at, e.starts_on as first_day, e.ends_on as last_day, e.title_fr::text,
  coalesce(nullif(e.title_en, ''), e.title_other)::text as title_en, '' as secret_title, '' as person_name,
  coalesce(case when %(french)s then nullif(p.fr, '') end, p.name, nullif(e.venue, ''), '')::text as place,
  '' as secret_place, case e.state when 'cancelled' then 'cancelled' else g.state end::text as state,
  p.latitude, p.longitude, (e.online or e.link <> '') as online
from registrations_registration g join events_event e on e.id = g.event_id
left join vocabulary_place p on p.geoname_id = e.place_id
where g.person_id = me() and g.state <> 'cancelled' and e.starts_on <= %(last)s and e.ends_on >= %(first)s
