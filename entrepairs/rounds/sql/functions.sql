-- Which experiences and times are not the reason given, of the suggestions that I may read: by the limits that I may see. A
-- hidden one changes nothing of what I read, or it would be told by what is missing.
create function limits_suggested(suggestions bigint[]) returns table (suggestion_id bigint, unspoken text[], no_times text[])
language sql stable set search_path = app, public, pg_temp as $$
  with read as materialized (select s.id, s.one_id, s.other_id from rounds_suggestion s where s.id = any(suggestions))
  select r.id, l.unspoken, l.no_times
  from limits_between((select array_agg(one_id order by id) from read), (select array_agg(other_id order by id) from read)) l
  join read r using (one_id, other_id)
$$;

-- Who may call them; nobody else may.
grant execute on function
  limits_suggested to entrepairs_person;
