-- The person who was asked to joins the circle, by their own yes.
grant insert on people_membership to entrepairs_person;
create policy say_yes on people_membership for insert to entrepairs_person with check (
  person_id = (select me()) and asked_by = 'peer' and role_id is null and statute_id is null and until is null
    and since >= now()
  and exists (select from asked_of_me() a where a.circle_id = people_membership.circle_id and a.speaker_id is null));
create trigger somebody_stays after update of until on people_membership for each row
  when (new.until is not null and old.until is null) execute function somebody_stays();

-- Anyone who coordinates an organisation begins an event: a circle of that organisation, in which they are.
grant insert (key, kind, name, about, organisation_id, open, started_at) on people_circle to entrepairs_person;

create policy organise on people_circle for insert to entrepairs_person with check (
  kind = 'event' and not open and organisation_id = any((select my_coordinations())::bigint[]));

create policy organise on people_membership for insert to entrepairs_person with check (
  person_id = (select me()) and asked_by = 'self' and until is null and since >= now()
  and exists (select from people_circle c where c.id = circle_id and c.kind = 'event' and c.ended_at is null
              and c.organisation_id = any((select my_coordinations())::bigint[])));

-- Those who prepare an event together are equals: each may end the part of each. Not the last one's: somebody stays.
create policy remove_organiser on people_membership for update to entrepairs_person
  using ((until is null or until > clock_timestamp()) and circle_id = any((select my_circles())::bigint[])
         and exists (select from people_circle c where c.id = circle_id and c.kind = 'event'))
  with check (until <= clock_timestamp());
