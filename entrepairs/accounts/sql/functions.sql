-- The address mails go to: one's own, once it was shown to be. Accounts themselves are closed to the person hat.
create function my_address() returns text language sql stable security definer set search_path = app, public, pg_temp as
$$ select a.email from accounts_account a where a.person_id = me() and a.is_active
   and exists (select from account_emailaddress e where e.user_id = a.id and e.verified and lower(e.email) = lower(a.email)) $$;

-- Who may call them; nobody else may.
grant execute on function
  my_address to entrepairs_person;
