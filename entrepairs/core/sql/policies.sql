-- Who is looking. Nobody signed in, or no person hat: null, which equals nothing.
create function me() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.person', true), '')::bigint $$;

-- Who may call them; nobody else may.
grant execute on function
  me to entrepairs_person, entrepairs_gate;
