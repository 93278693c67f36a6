-- Where an item stands is what its stages say: the last of them by its day. What stands on one that is taken back is
-- taken back before it. It is public while it has been on an agenda.
create function item_stands() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and exists (select from items_stage s where s.item_id = new.item_id and s.undone_at is null
      and not stage_may_stand(s.item_id, s.kind)) then
    raise check_violation using message = 'another stage stands on it', constraint = 'stage_in_order';
  end if;
  update items_item i set state = last.kind, stands_on = last.day,
    answer = coalesce((select s.answer from items_stage s where s.item_id = i.id and s.undone_at is null
      and (s.kind in ('answered', 'decided') or s.kind = 'carry' and s.answer = 'no')
      order by s.day desc, s.id desc limit 1), ''),
    public_at = case when shown.is_public then coalesce(i.public_at, statement_timestamp()) end,
    public_number = case when shown.is_public then coalesce(i.public_number, i.number) end
  from (select s.kind, s.day from items_stage s where s.item_id = new.item_id and s.undone_at is null
      order by s.day desc, s.id desc limit 1) last,
    (select exists (select from items_stage s where s.item_id = new.item_id and s.kind = 'agenda'
      and s.undone_at is null) as is_public) shown
  where i.id = new.item_id;
  return null;
end $$;
create trigger item_stands after insert or update of day, answer, sitting_id, undone_at on items_stage for each row
  execute function item_stands();

-- Its words are those of the last version.
create function item_says() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update items_item set title = new.title, words = new.words, number = new.number where id = new.item_id;
  return null;
end $$;
create trigger item_says after insert on items_version for each row execute function item_says();

-- What is no longer shared leaves the index.
create function outcome_leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update items_item set taken_from_id = null where taken_from_id = old.id;
  delete from search_entry where kind = 'outcome' and key = old.key;
  return old;
end $$;
create trigger leaves_the_index before delete on items_outcome for each row execute function outcome_leaves_the_index();
