-- A notice is its person's: read, and marked as seen. Notices are written under the system hat.
grant select, update (seen_at) on notices_notice to entrepairs_person;
create policy mine on notices_notice for select to entrepairs_person using (person_id = (select me()));
create policy see_mine on notices_notice for update to entrepairs_person using (person_id = (select me()));

-- Preferences are their person's.
grant select, insert, delete on notices_preference to entrepairs_person;
create policy mine on notices_preference to entrepairs_person using (person_id = (select me())) with check (person_id = (select me()));

-- The address mails go to: one's own, once it was shown to be. Accounts themselves are closed to the person hat.
create or replace function my_address() returns text language sql stable security definer set search_path = public, pg_temp as
$$ select a.email from accounts_account a where a.person_id = me() and a.is_active
   and exists (select from account_emailaddress e where e.user_id = a.id and e.verified and lower(e.email) = lower(a.email)) $$;

-- When someone was last sent a mail: the system hat alone.
