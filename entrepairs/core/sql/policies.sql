-- Who is looking. Nobody signed in, or no person hat: null, which equals nothing.
create function me() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.person', true), '')::bigint $$;

-- The day of a moment, and the day it is, where Entrepairs is: a cast and current_date tell the server's,
-- an hour or two late after midnight.
create function zone_here() returns text language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.time_zone', true), ''), 'Europe/Paris') $$;
create function day_of(moment timestamptz) returns date language sql stable parallel safe as
$$ select (moment at time zone app.zone_here())::date $$;
create function today() returns date language sql stable parallel safe as
$$ select app.day_of(statement_timestamp()) $$;

-- Who may call them; nobody else may.
grant execute on function
  me, zone_here, day_of, today to entrepairs_person, entrepairs_gate;
