-- The lines of these people, or of everybody (null). An experience that somebody's limit leaves unspoken is no word
-- to find them by, for those who see that limit.
create function align_findable(people bigint[]) returns void language sql security definer
  set search_path = app, public, pg_temp as $$
  with wish as materialized (
    select w.person_id, w.audience from pairs_wish w join people_person p on p.id = w.person_id
    where w.closed_at is null and w.room_for > 0 and p.paused_at is null
      and (people is null or w.person_id = any(people))
  ), scoped as materialized (
    select person_id, 0::bigint as scope, 4 as least, false as shown from wish where audience >= 4
    union
    select w.person_id, a.organisation_id, 3, w.audience = 3 from wish w
      join people_affiliation a on a.person_id = w.person_id
      and is_current(a.since, a.until)
  ), means as materialized (
    select c.id, coalesce((select
      bit_or(case m when 'phone' then 1 when 'video' then 2 when 'in_writing' then 4 when 'in_person' then 8 end)
          from jsonb_array_elements_text(c.data -> 'excludes_means') m), 0) as refused,
      coalesce((select bit_or(slots_of(t)) from jsonb_array_elements_text(c.data -> 'excludes_times') t), 0) as times
    from vocabulary_concept c where c.scheme = 'limit'
  ), silencing as materialized (  -- an experience that a limit leaves unspoken, and the heading it is under
    select c.id, coalesce(e.parent_id, e.id) as heading, e.id as silent from vocabulary_concept c cross
      join jsonb_array_elements_text(c.data -> 'excludes_experiences') k
    join vocabulary_concept e on e.scheme = 'experience' and e.key = k where c.scheme = 'limit'
  ), word as materialized (
    select w.kind, c.id, w.position, h.position as heading from vocabulary_concept c
      join suggestions_termposition w on w.concept = c.id and not w.heading
    left join suggestions_termposition h on h.kind = w.kind and h.concept = coalesce(c.parent_id, c.id) and h.heading
  ), told as (
    select s.person_id, s.scope, f.kind, f.audience, f.slots, f.radius_km, w.position, w.heading, m.refused, m.times,
      p.latitude, p.longitude,
      (c.data ->> 'step')::int as step, f.concept_id
    from scoped s join people_facet f on f.person_id = s.person_id and f.audience >= s.least and f.kind <> 'contact'
    left join vocabulary_concept c on c.id = f.concept_id and f.kind = 'experience'
    left join word w on w.kind = f.kind and w.id = f.concept_id
    left join means m on m.id = f.concept_id and f.kind = 'limit'
    left join vocabulary_place p on p.geoname_id = f.place_id
  ), silent as (
    select t.person_id, t.scope, bit_or(set_bit(set_bit(0::bit(256), w.position, 1), w.heading, 1)) as bits
    from told t join silencing x on x.id = t.concept_id and t.kind = 'limit' join word w on w.kind = 'experience'
      and w.id = x.silent
    group by t.person_id, t.scope
  ), summed as (
    select person_id, scope, bool_or(audience = 3) as shown, max(step) as road,
      bit_or(set_bit(set_bit(0::bit(256), position, 1), heading, 1)) filter
        (where kind = 'experience' and position is not null) as lived,
      bit_or(set_bit(set_bit(0::bit(128), position, 1), heading, 1)) filter
        (where kind = 'need' and position is not null) as looked,
      bit_or(set_bit(set_bit(0::bit(128), position, 1), heading, 1)) filter
        (where kind = 'offer' and position is not null) as brought,
      bit_or(set_bit(0::bit(128), position, 1)) filter (where kind = 'language' and position is not null) as languages,
      bit_or(set_bit(0::bit(64), position, 1)) filter (where kind = 'limit' and position is not null) as limits,
      bit_or(refused) as refused, max(slots) as slots, bit_or(times) as times,
      max(latitude) as latitude, max(longitude) as longitude, max(radius_km) as radius_km
    from told group by person_id, scope
  ), lines as materialized (
    select s.person_id, s.scope, s.shown or s.scope <> 0
      and coalesce(t.shown, false) as shown, t.road::smallint as road,
      coalesce(t.lived & ~ coalesce(n.bits, 0::bit(256)), 0::bit(256)) as lived,
      coalesce(t.looked, 0::bit(128)) as looked, coalesce(t.brought, 0::bit(128)) as brought,
      coalesce(t.languages, 0::bit(128)) as languages, coalesce(t.limits, 0::bit(64)) as limits,
        coalesce(t.refused, 0)::smallint as refused,
      coalesce(t.slots, 0) as slots, coalesce(t.times, 0) as no_slots, t.latitude, t.longitude, t.radius_km::smallint
        as radius_km
    from scoped s left join summed t on t.person_id = s.person_id and t.scope = s.scope
    left join silent n on n.person_id = s.person_id and n.scope = s.scope
  ), gone as (
    delete from suggestions_finderrow f where (people is null or f.person_id = any(people))
      and not exists (select from lines l where l.person_id = f.person_id and l.scope = f.scope)
  )
  insert into suggestions_finderrow
    (person_id, scope, shown, road, lived, looked, brought, languages, limits, refused, slots, no_slots, latitude,
      longitude, radius_km)
  select * from lines l
  where not exists (select from suggestions_finderrow o where o.person_id = l.person_id and o.scope = l.scope and
    (o.shown, o.road, o.lived, o.looked, o.brought, o.languages, o.limits, o.refused, o.slots, o.no_slots, o.latitude,
      o.longitude, o.radius_km)
    is not distinct from
    (l.shown, l.road, l.lived, l.looked, l.brought, l.languages, l.limits, l.refused, l.slots, l.no_slots, l.latitude,
      l.longitude, l.radius_km))
  on conflict (person_id, scope) do update set
    (shown, road, lived, looked, brought, languages, limits, refused, slots, no_slots, latitude, longitude, radius_km) =
    (excluded.shown, excluded.road, excluded.lived, excluded.looked, excluded.brought, excluded.languages,
      excluded.limits, excluded.refused, excluded.slots, excluded.no_slots, excluded.latitude, excluded.longitude,
        excluded.radius_km)
$$;
grant execute on function align_findable(bigint[]) to entrepairs_system;
create function follows_what_is_told() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  people bigint[] := array(select distinct person_id from touched);
begin
  if people <> '{}' then perform align_findable(people); end if;
  return null;
end $$;
create function follows_pauses() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  people bigint[] := array(select t.id from touched t join before b on b.id = t.id
    where t.paused_at is distinct from b.paused_at);
begin
  if people <> '{}' then perform align_findable(people); end if;
  return null;
end $$;
create trigger found_by_insert after insert on pairs_wish referencing new table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_update after update on pairs_wish referencing new table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_delete after delete on pairs_wish referencing old table as touched for each statement
  execute function follows_what_is_told();

-- [[where a word stands, its weight, whether as a heading], …] as a sum over the bits of a line.
create function terms(asked jsonb, bits text, heading float8) returns text language sql immutable as $$
  select coalesce(string_agg(format('%s::float8 * get_bit(f.%I, %s)',
    (t ->> 1)::float8 * case when (t ->> 2)::boolean then heading else 1 end, bits, (t ->> 0)::int), ' + '),
      '0::float8')
  from jsonb_array_elements(asked) t
$$;
