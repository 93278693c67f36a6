-- What is on an agenda moves with its sitting, whatever day that is from then on. A sitting at which something was
-- answered stays on its day, and so does one that would be before what was said; a sitting with items is never erased.
-- These run with the rights of the owner.
create function items_move_with_sitting() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from items_stage s join items_item i on i.id = s.item_id
      where s.sitting_id = new.id and s.undone_at is null and (s.kind <> 'agenda' or i.said_on > new.day)) then
    raise check_violation using message = 'items stand on this sitting', constraint = 'sitting_has_items';
  end if;
  update items_stage set day = new.day where sitting_id = new.id and undone_at is null;
  return null;
end $$;
create trigger moves_items after update of starts_at, cancelled_at on sittings_sitting for each row
  when (new.day <> old.day or new.cancelled_at is distinct from old.cancelled_at)
  execute function items_move_with_sitting();
create function sitting_keeps_items() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from items_stage s where s.sitting_id = old.id and s.undone_at is null) then
    raise check_violation using message = 'items stand on this sitting', constraint = 'sitting_has_items';
  end if;
  update items_stage set sitting_id = null where sitting_id = old.id;
  return old;
end $$;
create trigger keeps_items before delete on sittings_sitting for each row execute function sitting_keeps_items();
