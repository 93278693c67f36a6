-- Moments that a person writes are those at which they write: nobody puts an end in the past, which would take from others
-- what they could read since. Each room says of which columns: `execute function moments_are_now('until')`.
create function moments_are_now() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
declare
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  after jsonb := to_jsonb(new);
  moment text;
begin
  if current_user <> 'entrepairs_person' then
    return new;
  end if;
  foreach moment in array tg_argv loop
    if after ->> moment is not null and after ->> moment is distinct from before ->> moment
       and (after ->> moment)::timestamptz not between now() and clock_timestamp() then
      raise insufficient_privilege using message = format('%s is not now', moment);
    end if;
  end loop;
  return new;
end $$;
