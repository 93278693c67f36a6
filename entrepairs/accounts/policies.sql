-- The gate: accounts, addresses, passkeys, sessions, codes on paper and counters of tries. Only the gate hat; with the
-- person hat on, none of these tables can be read at all, and only codes can be handed out (see below).
do $$
declare t text;
begin
  foreach t in array array['accounts_account', 'accounts_session', 'accounts_entrycode', 'account_emailaddress', 'account_emailconfirmation',
                           'mfa_authenticator', 'accounts_tries'] loop
    execute format('grant select, insert, update, delete on %I to entrepairs_gate', t);
    execute format('create policy gate on %I to entrepairs_gate using (true) with check (true)', t);
  end loop;
end $$;

-- Of persons, the gate sees what a page says to whoever gets in: name and language, of those who have an account or a code.
grant select (id, key, name, language, time_zone, welcomed_at) on people_person to entrepairs_gate;
create policy gate on people_person for select to entrepairs_gate using (
  exists (select from accounts_account a where a.person_id = people_person.id)
  or exists (select from accounts_entrycode c where c.person_id = people_person.id));

-- What was done here (a code used, a passkey added) is noted by the gate itself, and seen by the person like any deed.
grant select, insert on ledger_deed to entrepairs_gate;
create policy gate on ledger_deed to entrepairs_gate using (room = 'accounts') with check (room = 'accounts');

-- Whether a person can come back by themselves. A yes or no, for the rule below.
create or replace function has_a_way_in(who bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from accounts_account a where a.person_id = who and (
       (a.password <> '' and a.password not like '!%')
       or exists (select from account_emailaddress e where e.user_id = a.id and e.verified)
       or exists (select from mfa_authenticator m where m.user_id = a.id)))
   or exists (select from accounts_entrycode c where c.person_id = who and c.purpose = 'recovery' and c.used_at is null) $$;

-- A coordinator hands out entry codes to the people of the organisation, without ever reading one back. Whoever holds the
-- code comes in as that person: for somebody who has a way in of their own it opens after three days only, during which
-- they see it and can cancel it.
grant insert (person_id, digest, purpose, issued_by_id, issued_at, opens_at, expires_at) on accounts_entrycode to entrepairs_person;
create policy hand_out on accounts_entrycode for insert to entrepairs_person with check (
  purpose = 'entry' and issued_by_id = (select me()) and issued_at >= now() and i_coordinate(person_id)
  and (opens_at >= now() + interval '3 days' or not has_a_way_in(person_id)));

-- How a coordinator reads lists, and which lines have become people: the coordinators of that organisation.
grant select, insert, update on accounts_importlayout to entrepairs_person;
create policy coordinated on accounts_importlayout to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]));
grant select on accounts_importedperson to entrepairs_person;
create policy coordinated on accounts_importedperson for select to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));
