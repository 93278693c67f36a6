-- For who holds the key of a registration, signed in or not: how many minutes somebody else noted that they were there,
-- and, for its person, whether that is on their path already.
create function attended(name varchar) returns table (minutes bigint, kept boolean) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select coalesce(sum(a.minutes), 0), coalesce(r.person_id = me(), false)
     and exists (select from courses_keptcourse k where k.registration_id = r.id)
   from registrations_registration r
   left join courses_attendance a on a.registration_id = r.id and a.noted_by_id is distinct from me()
   where r.key = attended.name and exists (select from courses_course c where c.event_id = r.event_id)
   group by r.id $$;

-- Who holds the key of a registration, and is signed in, puts the hours that somebody else noted on their own path,
-- confirmed in the name of who organises; the registration is theirs from then on. Once. Nobody was asked, so that
-- nobody else reads the step. The words come encrypted; hours and days are those that were noted. Gives the new step;
-- nothing when there is nothing to keep.
create function keep_course(name varchar, step_key varchar, a_title text, a_place text, by_whom varchar)
  returns bigint language plpgsql volatile security definer set search_path = app, public, pg_temp as $$
declare
  r registrations_registration;
  told record;
  made bigint;
begin
  select * into r from registrations_registration o where o.key = keep_course.name and o.state = 'place'
    and me() is not null and (o.person_id is null or o.person_id = me()) for update;
  if r.id is null or exists (select from courses_keptcourse k where k.registration_id = r.id) then return null; end if;
  select sum(a.minutes) as minutes, min(s.starts_at at time zone e.time_zone)::date as first,
    max(s.starts_at at time zone e.time_zone)::date as last, e.starts_on, e.ends_on into told
  from courses_attendance a join events_session s on s.id = a.session_id join events_event e on e.id = s.event_id
  join courses_course c on c.event_id = e.id
  where a.registration_id = r.id and a.noted_by_id is distinct from me() group by e.id;
  if told.minutes is null then return null; end if;
  insert into learning_step (key, person_id, side, title, place, way, first_day, last_day, minutes, level, pay,
    asked_at, confirmed_at, confirmed_as)
  values (step_key, me(), 'learned', a_title, a_place, 'training', coalesce(told.first, told.starts_on),
    coalesce(told.last, told.ends_on), told.minutes, '', '', statement_timestamp(), statement_timestamp(), by_whom)
  returning id into made;
  update registrations_registration set person_id = me() where id = r.id and person_id is null;
  insert into courses_keptcourse (registration_id, step_id) values (r.id, made);
  return made;
end $$;

-- Who may call them; nobody else may.
grant execute on function attended, keep_course to entrepairs_person;
