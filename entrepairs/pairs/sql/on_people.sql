-- Anyone who wishes to meet someone shows their name to the audience of that wish. (PostgreSQL asks the policies of a
-- table last name first: this one, which costs more, comes after the room's own. With `offset 0` it looks up the wish
-- of each row; without, it may read all wishes of the network once, for a page of fifty names.)
create policy by_wish on people_person for select to entrepairs_person using (
  exists (select from pairs_wish w where w.person_id = people_person.id and w.closed_at is null offset 0));
create policy by_invitation on people_person for select to entrepairs_person using (
  id = any((select my_invitations())::bigint[]) and id <> all((select blocked_by_me())::bigint[]));
create trigger found_by_insert after insert on people_facet referencing new table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_update after update on people_facet referencing new table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_delete after delete on people_facet referencing old table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_insert after insert on people_affiliation referencing new table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_update after update on people_affiliation referencing new table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_delete after delete on people_affiliation referencing old table as touched for each statement
  execute function follows_what_is_told();
create trigger found_by_update after update on people_person referencing old table as before new table as touched
  for each statement execute function follows_pauses();
create trigger closes_notices_of_pairs after update of paused_at, ended_at on people_circle for each row
  execute function close_notices('yes agreement', 'array[($1).key]');
create trigger leaving_ends_willingness after update of until on people_affiliation for each row
  when (new.until is not null and old.until is null) execute function leaving_ends_willingness();
