-- The page of a group that is reported: its organisation answers for it.
create function reported_group(thing text) returns table (author bigint, circle bigint, organisation bigint,
    stood text, said_at timestamptz) language sql stable as
$$ select null::bigint, c.id, c.organisation_id, null::text, null::timestamptz
   from groups_group g join people_circle c on c.id = g.circle_id where c.key = thing $$;
