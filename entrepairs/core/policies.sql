-- Who is looking. Nobody signed in, or no person hat: null, which equals nothing.
create or replace function me() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.person', true), '')::bigint $$;
