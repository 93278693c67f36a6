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

-- The mark by which coordinators tell two people of one name apart: theirs, and their person's, until that person comes
-- in (triggers.sql). Nobody is marked who has come in, or is not of theirs.
create function awaits_entry(who bigint, organisation bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_affiliation a where a.person_id = who and a.organisation_id = organisation
     and organisation = any(my_coordinations()) and is_current(a.since, a.until))
   and not exists (select from accounts_account o where o.person_id = who) $$;
grant select, insert, update (words), delete on accounts_cardmark to entrepairs_person;
create policy seen on accounts_cardmark for select to entrepairs_person using (
  person_id = (select me()) or organisation_id = any((select my_coordinations())::bigint[]));
create policy give on accounts_cardmark for insert to entrepairs_person with check (
  awaits_entry(person_id, organisation_id));
create policy change on accounts_cardmark for update to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (awaits_entry(person_id, organisation_id));
create policy forget on accounts_cardmark for delete to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));
grant execute on function awaits_entry to entrepairs_person;
