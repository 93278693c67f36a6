-- The gate: accounts, addresses, passkeys, sessions, codes on paper and counters of tries. Only the gate hat; with the
-- person hat on, none of these tables can be read at all.
do $$
declare t text;
begin
  foreach t in array array['gate_account', 'gate_session', 'gate_entrycode', 'account_emailaddress', 'account_emailconfirmation',
                           'mfa_authenticator', 'gate_tries'] loop
    execute format('grant select, insert, update, delete on %I to entrepairs_gate', t);
    execute format('create policy gate on %I to entrepairs_gate using (true) with check (true)', t);
  end loop;
end $$;

-- Of persons, the gate sees what a page says to whoever gets in: name and language, of those who have an account or a code.
grant select (id, key, name, language, time_zone, welcomed_at) on people_person to entrepairs_gate;
create policy gate on people_person for select to entrepairs_gate using (
  exists (select from gate_account a where a.person_id = people_person.id)
  or exists (select from gate_entrycode c where c.person_id = people_person.id));

-- How a coordinator reads lists, and which lines have become people: the coordinators of that organisation.
grant select, insert, update on gate_importlayout to entrepairs_person;
create policy coordinated on gate_importlayout to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]));
grant select on gate_importedperson to entrepairs_person;
create policy coordinated on gate_importedperson for select to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));
