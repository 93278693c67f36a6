-- Whoever was asked to joins the circle, by their own yes.
create policy say_yes on people_membership for insert to entrepairs_person with check (
  person_id = (select me()) and asked_by = 'peer' and role_id is null and statute_id is null and until is null and since >= now()
  and exists (select from asked_of_me() a where a.circle_id = people_membership.circle_id and a.speaker_id is null));
create trigger somebody_stays after update of until on people_membership for each row
  when (new.until is not null and old.until is null) execute function somebody_stays();
