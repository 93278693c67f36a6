-- Items are public duties: everyone with an account reads them once they have been put on an agenda. Before that, those
-- who hold a seat of the body today, full or deputy, read them (the delegation), and those who said them: the persons,
-- and the members of the circle in whose name it was said. Who said it is known to themselves alone, unless they give
-- their name.

-- What I said, or say too.
create function my_said_items() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(item_id), '{}') from items_raiser where person_id = me() $$;
-- On the agenda of a sitting that is cancelled, and of no other.
create function is_put_off(i items_item) returns boolean language sql stable as
$$ select i.state = 'agenda' and coalesce((select bool_and(t.cancelled_at is not null) from items_stage s
     left join sittings_sitting t on t.id = s.sitting_id
     where s.item_id = i.id and s.kind = 'agenda' and s.undone_at is null), false) $$;
-- Said by me, or in the name of a circle in which I am.
create function is_said_by_mine(i items_item) returns boolean language sql stable as
$$ select i.id = any((select my_said_items())::bigint[]) or i.circle_id = any((select my_circles())::bigint[]) $$;

-- That sitting, if any, is one of that body, for who reads it.
create function is_sitting_of(a_sitting bigint, a_body bigint) returns boolean language sql stable as
$$ select a_sitting is null or exists (select from sittings_sitting s where s.id = a_sitting and s.body_id = a_body) $$;

-- An item is written by say_item(), and its columns by the triggers of its stages and versions.
grant select on items_item to entrepairs_person;
create policy seen on items_item for select to entrepairs_person using (
  (select me()) is not null and (public_at is not null
    or body_id = any((select my_delegations())::bigint[])
    or id = any((select my_said_items())::bigint[])
    or circle_id = any((select my_circles())::bigint[])));

-- Its words are read with it, from the version on that was on the agenda; those before stay with the delegation and
-- those who said it. Each writes the next version: the delegation under its name; who said it without, until somebody
-- carries it.
grant select, insert on items_version to entrepairs_person;
create policy seen on items_version for select to entrepairs_person using (
  exists (select from items_item i where i.id = item_id and (items_version.number >= i.public_number
    or i.body_id = any((select my_delegations())::bigint[]) or is_said_by_mine(i))));
create policy reword on items_version for insert to entrepairs_person with check (
  exists (select from items_item i where i.id = item_id and items_version.number = i.number + 1
    and i.merged_into_id is null and i.erased_at is null
    and (made_by_id = (select me()) and i.body_id = any((select my_delegations())::bigint[])
      or made_by_id is null and i.state = 'said' and i.id = any((select my_said_items())::bigint[]))));

-- A stage is read with its item; one that was taken back, by the delegation alone. The delegation notes it, in the name
-- of who notes it, and corrects it or takes it back, all but that something was said.
-- Where its sitting is known, it is one of that body, which they read.
grant select, insert, update (day, answer, by_whom, how, words, sitting_id, corrected_at, undone_at, corrected_by_id)
  on items_stage to entrepairs_person;
create policy seen on items_stage for select to entrepairs_person using (
  exists (select from items_item i where i.id = item_id
    and (items_stage.undone_at is null or i.body_id = any((select my_delegations())::bigint[]))));
create policy note on items_stage for insert to entrepairs_person with check (
  noted_by_id = (select me()) and kind <> 'said' and undone_at is null and corrected_at is null
  and exists (select from items_item i where i.id = item_id and i.merged_into_id is null
    and i.body_id = any((select my_delegations())::bigint[]) and is_sitting_of(sitting_id, i.body_id)));
create policy correct on items_stage for update to entrepairs_person using (
  kind <> 'said' and undone_at is null
  and exists (select from items_item i where i.id = item_id and i.merged_into_id is null
    and i.body_id = any((select my_delegations())::bigint[])))
  with check (corrected_by_id = (select me()) and (corrected_at is not null or undone_at is not null)
    and exists (select from items_item i where i.id = item_id and is_sitting_of(sitting_id, i.body_id)));

-- Who said it: theirs alone. Who gives their name is read by those who read the item, never across a block. One
-- says it too of what one may read, in one's own name, and changes only one's own; leave_item() ends it.
grant select, insert, update (is_named, tell) on items_raiser to entrepairs_person;
create policy seen on items_raiser for select to entrepairs_person using (
  person_id = (select me()) or is_named and person_id <> all((select my_blocks())::bigint[])
    and exists (select from items_item i where i.id = item_id));
create policy say_too on items_raiser for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from items_item i where i.id = item_id and i.merged_into_id is null));
create policy change on items_raiser for update to entrepairs_person using (person_id = (select me()));

-- What somebody saw on the spot is theirs alone; those_who_saw() tells what was seen, not by whom. Who said it says so,
-- once something was done.
grant select, insert, update (seen) on items_sighting to entrepairs_person;
create policy mine on items_sighting for select to entrepairs_person using (person_id = (select me()));
create policy say on items_sighting for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from items_item i where i.id = item_id and is_said_by_mine(i)
    and exists (select from items_stage s where s.item_id = i.id and s.kind = 'done' and s.undone_at is null)));
create policy change on items_sighting for update to entrepairs_person using (person_id = (select me()));

-- Which criteria an item shows is read with it, once it was on an agenda. The delegation says so.
grant select, insert, delete on items_evidence to entrepairs_person;
create policy seen on items_evidence for select to entrepairs_person using (
  exists (select from items_item i where i.id = item_id and i.public_at is not null));
create policy mark on items_evidence for insert to entrepairs_person with check (
  added_by_id = (select me()) and exists (select from items_item i where i.id = item_id and i.public_at is not null
    and i.merged_into_id is null and i.body_id = any((select my_delegations())::bigint[])));
create policy take_off on items_evidence for delete to entrepairs_person using (
  exists (select from items_item i where i.id = item_id and i.body_id = any((select my_delegations())::bigint[])));

-- What came of it, marked to be taken up elsewhere, is for everyone. The delegation writes it once the body has
-- answered, and takes it back.
create function may_share_outcome(an_item bigint, a_body bigint) returns boolean language sql stable as
$$ select exists (select from items_item i where i.id = an_item and i.body_id = a_body and i.public_at is not null
     and i.merged_into_id is null and i.answer <> '' and i.body_id = any((select my_delegations())::bigint[])) $$;
grant select, insert, delete, update (title, words, answer, day, language, shared_by_id) on items_outcome
  to entrepairs_person;
create policy public on items_outcome for select to entrepairs_person using (true);
create policy share on items_outcome for insert to entrepairs_person with check (
  shared_by_id = (select me()) and may_share_outcome(item_id, body_id));
create policy change on items_outcome for update to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[])) with check (shared_by_id = (select me()));
create policy take_back on items_outcome for delete to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));

-- Who may call them; nobody else may.
grant execute on function my_said_items, is_said_by_mine, is_put_off, is_sitting_of, may_share_outcome
  to entrepairs_person;
