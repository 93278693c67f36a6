-- Who is looking. Nobody signed in, or no person hat: null, which equals nothing.
create function me() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.person', true), '')::bigint $$;

-- The day it is where Entrepairs is: current_date is that of the server's clock, an hour or two late after midnight.
create function today() returns date language sql stable parallel safe as
$$ select (statement_timestamp() at time zone
     coalesce(nullif(current_setting('app.time_zone', true), ''), 'Europe/Paris'))::date $$;

-- Who may call them; nobody else may.
grant execute on function
  me, today to entrepairs_person, entrepairs_gate;
