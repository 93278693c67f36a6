-- What a decision hides of the library and of events is not found, with the moments in it. By triggers, since a policy
-- that chooses would cost the index its use (decision 9). find_again() writes in again what is hidden no more.
create function hidden_is_not_found() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if array[new.key::text, new.whole::text] && (hidden_things('resource') || hidden_things('event')) then
    return null;
  end if;
  return new;
end $$;
create trigger hidden_is_not_found before insert or update on search_entry for each row
  execute function hidden_is_not_found();
