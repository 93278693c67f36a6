-- How items are searched: a generated column is made with this function, so that it belongs to a migration (0001) and
-- is not written again at each migrate. core/sql/frozen.yaml lists it.

-- Where an item stands in the index, once everyone with an account may read it: in the eighth 4,096 of the items
-- ("at:7"), and in which 65,536 ("in:0"). The newest are looked through first, a part at a time (see find_items).
create function list_item_marks(id bigint, is_public boolean, body bigint) returns text[]
language sql immutable parallel safe set search_path = public, pg_temp as
$$ select case when is_public then array['at:' || (id >> 12), 'in:' || (id >> 16), 'body:' || body] else '{}' end $$;
