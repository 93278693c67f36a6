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

-- A coordinator hands out entry codes to the people of the organisation, without ever reading one back. When a code
-- opens is not theirs to say (triggers.sql).
grant insert (person_id, digest, purpose, issued_by_id, issued_at, expires_at) on accounts_entrycode
  to entrepairs_person;
create policy hand_out on accounts_entrycode for insert to entrepairs_person with check (
  purpose = 'entry' and issued_by_id = (select me()) and issued_at >= now() and i_coordinate(person_id));

-- How a coordinator reads lists, and which lines have become people: the coordinators of that organisation.
grant select, insert, update on accounts_importlayout to entrepairs_person;
create policy coordinated on accounts_importlayout to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]));
grant select on accounts_importedperson to entrepairs_person;
create policy coordinated on accounts_importedperson for select to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));
