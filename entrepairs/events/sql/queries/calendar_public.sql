-- Events that everyone may come to, on their days; a cancelled one too, so that nobody travels for nothing.
select 'event' as kind, 'event:' || e.key as thing, e.key::text as key, null::timestamptz as starts_at,
  null::timestamptz as ends_at, e.starts_on as first_day, e.ends_on as last_day, e.title_fr::text,
  coalesce(nullif(e.title_en, ''), e.title_other)::text as title_en, '' as secret_title, '' as person_name,
  coalesce(case when %(french)s then nullif(p.fr, '') end, p.name, nullif(e.venue, ''), '')::text as place,
  '' as secret_place, e.state::text as state, p.latitude, p.longitude, (e.online or e.link <> '') as online
from events_event e left join vocabulary_place p on p.geoname_id = e.place_id
where e.state <> 'draft' and e.starts_on <= %(last)s and e.ends_on >= %(first)s
