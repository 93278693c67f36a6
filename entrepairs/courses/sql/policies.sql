-- What a course is, is seen by all who see its event, and written by those who prepare it.
grant select, insert, delete, update (kind, takes_fr, takes_en, costs_fr, costs_en, seen_fr, seen_en, declared,
  declared_on) on courses_course to entrepairs_person;
create policy seen on courses_course for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on courses_course for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on courses_course for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on courses_course for delete to entrepairs_person using (i_prepare(event_id));

-- Who was there, and for how long, is seen by that person and by those who prepare the event. These note it, in their
-- own name, of who has a place, at a session of the same event.
grant select, insert, delete, update (minutes, noted_by_id, at) on courses_attendance to entrepairs_person;
create policy seen on courses_attendance for select to entrepairs_person using (
  exists (select from registrations_registration r where r.id = registration_id));
create policy note on courses_attendance for insert to entrepairs_person with check (
  noted_by_id = (select me()) and exists (select from registrations_registration r
    join events_session s on s.event_id = r.event_id
    where r.id = registration_id and s.id = session_id and r.state = 'place' and i_prepare(r.event_id)));
create policy correct on courses_attendance for update to entrepairs_person
  using (exists (select from registrations_registration r where r.id = registration_id and i_prepare(r.event_id)))
  with check (noted_by_id = (select me()));
create policy remove on courses_attendance for delete to entrepairs_person using (
  exists (select from registrations_registration r where r.id = registration_id and i_prepare(r.event_id)));

-- Who led a session is said and read by those who prepare it.
grant select, insert, delete, update (by_peer) on courses_ledsession to entrepairs_person;
create policy seen on courses_ledsession for select to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy say on courses_ledsession for insert to entrepairs_person with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy correct on courses_ledsession for update to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));

create policy remove on courses_ledsession for delete to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));

-- That somebody put a course on their path is theirs alone; a function of this room writes it.
grant select on courses_keptcourse to entrepairs_person;
create policy mine on courses_keptcourse for select to entrepairs_person using (
  exists (select from learning_step s where s.id = step_id and s.person_id = (select me())));
