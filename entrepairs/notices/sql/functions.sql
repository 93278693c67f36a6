-- Tells these people something once, and never across a block; `again` tells once more what was seen already. A person
-- tells others of what they have just done: their deed is of this transaction.
create function tell_notice(persons bigint[], a_kind text, an_about text, a_path text, due timestamptz, told_by bigint, again boolean)
returns void language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  if session_user <> current_user and current_setting('role') = 'entrepairs_person'
     and not exists (select from ledger_deed d where d.by_person = me() and d.at >= now()) then
    raise insufficient_privilege using message = 'nothing was done that could be told';
  end if;
  insert into notices_notice (person_id, kind, about, path, due_at)
  select told, a_kind, an_about, a_path, coalesce(due, statement_timestamp())
  from unnest(persons) told
  where told is distinct from told_by and not exists (
    select from people_block b where (b.person_id, b.blocked_id) in ((told, told_by), (told_by, told)))
  on conflict (person_id, kind, about) do update
  set told_at = statement_timestamp(), due_at = excluded.due_at, path = excluded.path, seen_at = null, mailed_at = null
  where again and notices_notice.seen_at is not null;
end $$;

-- Who may call them; nobody else may.
grant execute on function
  tell_notice to entrepairs_person, entrepairs_gate;
