-- The gate: accounts, addresses, passkeys, sessions, codes on paper and counters of tries. Only the gate hat; with
-- the person hat on, none of these tables can be read at all, and only codes can be handed out (see below).
grant select, insert, update, delete on accounts_account to entrepairs_gate;
create policy gate on accounts_account to entrepairs_gate using (true) with check (true);
grant select, insert, update, delete on accounts_session to entrepairs_gate;
create policy gate on accounts_session to entrepairs_gate using (true) with check (true);
grant select, insert, update, delete on accounts_entrycode to entrepairs_gate;
create policy gate on accounts_entrycode to entrepairs_gate using (true) with check (true);
grant select, insert, update, delete on account_emailaddress to entrepairs_gate;
create policy gate on account_emailaddress to entrepairs_gate using (true) with check (true);
grant select, insert, update, delete on account_emailconfirmation to entrepairs_gate;
create policy gate on account_emailconfirmation to entrepairs_gate using (true) with check (true);
grant select, insert, update, delete on mfa_authenticator to entrepairs_gate;
create policy gate on mfa_authenticator to entrepairs_gate using (true) with check (true);
grant select, insert, update, delete on accounts_tries to entrepairs_gate;
create policy gate on accounts_tries to entrepairs_gate using (true) with check (true);

-- Whether a person can come back by themselves. A yes or no, for the rule below.
create function has_a_way_in(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from accounts_account a where a.person_id = who and (
       (a.password <> '' and a.password not like '!%')
       or exists (select from account_emailaddress e where e.user_id = a.id and e.verified)
       or exists (select from mfa_authenticator m where m.user_id = a.id)))
   or exists (select from accounts_entrycode c where c.person_id = who and c.purpose = 'recovery' and c.used_at is null)
     $$;

-- A coordinator hands out entry codes to the people of the organisation, without ever reading one back. Anyone who
-- holds the code comes in as that person: for somebody who has a way in of their own it opens after three days only,
-- during which they see it and can cancel it.
grant insert (person_id, digest, purpose, issued_by_id, issued_at, opens_at, expires_at) on accounts_entrycode
  to entrepairs_person;
create policy hand_out on accounts_entrycode for insert to entrepairs_person with check (
  purpose = 'entry' and issued_by_id = (select me()) and issued_at >= now() and i_coordinate(person_id)
  and (opens_at >= now() + interval '3 days' or not has_a_way_in(person_id)));

-- How a coordinator reads lists, and which lines have become people: the coordinators of that organisation.
grant select, insert, update on accounts_importlayout to entrepairs_person;
create policy coordinated on accounts_importlayout to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]));
grant select on accounts_importedperson to entrepairs_person;
create policy coordinated on accounts_importedperson for select to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));

-- Who may call them; nobody else may.
grant execute on function
  has_a_way_in to entrepairs_person;
