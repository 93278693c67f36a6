-- Tells these people something once, and never across a block; `again` tells once more what was seen already. A
-- person tells others of what they have just done: their deed is of this transaction.
create function tell_notice(persons bigint[], a_kind text, an_about text, a_path text, due timestamptz, told_by bigint,
  again boolean)
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
  set told_at = statement_timestamp(), due_at = excluded.due_at, path = excluded.path, seen_at = null, sent_at = null
  where again and notices_notice.seen_at is not null;
end $$;

-- Closes what was told of something that waits no more, in the transaction of what answers it: whatever page, job or
-- function that is. Rooms put this trigger on the tables by which their things are answered. It is given the kinds,
-- by blanks; the keys with which `about` begins, an expression over the row; and, where one person's answer is theirs
-- alone, that person, an expression too. What waits is for the room to say: <kind>_waits(person, about).
create function close_notices() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  keys text[];
  one_person bigint;
  told record;
  waits boolean;
begin
  if tg_op = 'DELETE' then
    execute format('select %s, %s', tg_argv[1], coalesce(tg_argv[2], 'null')) into keys, one_person using old;
  else
    execute format('select %s, %s', tg_argv[1], coalesce(tg_argv[2], 'null')) into keys, one_person using new;
  end if;
  for told in
    select n.id, n.person_id, n.kind, n.about from notices_notice n
    where split_part(n.about, ':', 1) = any(keys) and n.seen_at is null
      and n.kind = any(string_to_array(tg_argv[0], ' ')) and (one_person is null or n.person_id = one_person)
  loop
    execute format('select %I($1, $2)', told.kind || '_waits') into waits using told.person_id, told.about;
    if not coalesce(waits, false) then
      update notices_notice set seen_at = statement_timestamp() where id = told.id;
    end if;
  end loop;
  return null;
end $$;

-- Until when a code made by another waits: it is used, or refused, which deletes it.
create function code_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from accounts_entrycode c where c.id = about::bigint and c.used_at is null) $$;

-- One browser is one device: who turned notifications on in it before gets theirs there no more. Its address is a
-- secret that the browser alone knows.
create function let_go_of_endpoint(an_endpoint text) returns void language sql security definer
  set search_path = app, public, pg_temp as
$$ delete from notices_device where endpoint = an_endpoint and me() is not null $$;

-- The code that was sent to my number has come back, within a quarter of an hour.
create function prove_my_number(a_code text) returns boolean language sql security definer
  set search_path = app, public, pg_temp as
$$ with proved as (
     update notices_phonenumber set proved_at = statement_timestamp()
     where person_id = me() and code = a_code and proved_at is null
       and given_at > statement_timestamp() - interval '15 minutes' returning 1)
   select exists (select from proved) $$;

-- Who may call them; nobody else may.
grant execute on function
  tell_notice to entrepairs_person, entrepairs_gate;
grant execute on function
  let_go_of_endpoint, prove_my_number to entrepairs_person;
