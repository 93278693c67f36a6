-- How many bytes are kept of the sittings of a body where I sit, also those that I do not see yet.
create function kept_bytes_of_body(a_body bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(sum(f.size), 0)::bigint from minutes_sittingfile f join sittings_sitting s on s.id = f.sitting_id
   where s.body_id = a_body and f.state <> 'refused' and a_body = any(my_delegations()) $$;

-- Who may call them; nobody else may.
grant execute on function kept_bytes_of_body to entrepairs_person;
