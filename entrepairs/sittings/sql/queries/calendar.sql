-- Sittings of the bodies where I sit, in these days; those called off are in no calendar.
select 'sitting' as kind, 'sitting:' || s.key as thing, s.key::text as key, s.starts_at,
  s.starts_at + make_interval(mins => s.minutes) as ends_at, null::date as first_day, null::date as last_day,
  b.name::text as title_fr, '' as title_en, '' as secret_title, '' as person_name, s.place::text as place,
  '' as secret_place,
  case when exists (select from sittings_seatoffer o join mandates_mandate m on m.seat_id = o.seat_id
      and m.person_id = me() and m.body_id = s.body_id
      where o.sitting_id = s.id and o.taken_at is not null and o.withdrawn_at is null) then 'taken'
    when exists (select from sittings_seatanswer a join mandates_mandate m on m.id = a.mandate_id
      and m.person_id = me() where a.sitting_id = s.id and not a.comes) then 'away' else '' end as state,
  p.latitude, p.longitude, false as online
from sittings_sitting s join mandates_body b on b.id = s.body_id
left join vocabulary_place p on p.geoname_id = b.place_id
where s.cancelled_at is null and s.starts_at < %(end)s and s.starts_at > %(start)s - interval '1 day'
  and s.starts_at + make_interval(mins => s.minutes) > %(start)s
