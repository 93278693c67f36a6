-- By which numbers a line of suggestions_finderrow is looked up: an index is made with these functions, so that they belong
-- to a migration (0001). core/sql/frozen.yaml lists them.

-- The places of the bits that are set.
create function set_bits(bits bit varying) returns int[] language plpgsql immutable strict parallel safe set search_path = public, pg_temp as $$
declare
  found int[] := '{}';
  at int := 0;
  next int;
begin
  loop
    next := position(B'1' in substring(bits from at + 1));
    exit when next = 0;
    at := at + next;
    found := found || (at - 1);
  end loop;
  return found;
end $$;

-- One number for each thing somebody may be found by, within a scope (its upper bits):
--      0 + bit             an experience, or a heading of some
--    256 + bit             what they can bring; 384 + bit  what they look for; likewise
--    512 + 0..63           anything: a sixty-fourth of the network
--   1024 + need*128+offer  both at once: who looks for this can bring that; or the two headings
--  32768 + (need*128+offer)*64+heading  and who has lived something under this heading
-- The last two make lists short: who suits both ways is found without reading everybody who suits one way.
create function codes_of(scope bigint, person bigint, lived bit, looked bit, brought bit) returns bigint[]
language sql immutable strict parallel safe set search_path = public, pg_temp as $$
  with bits as materialized (select set_bits(lived) as l, set_bits(looked) as n, set_bits(brought) as o)
  select array(
    select (scope << 20) | code from (
      select unnest(l) from bits
      union all select 256 + unnest(o) from bits
      union all select 384 + unnest(n) from bits
      union all select 512 + (person & 63)
      union all select 1024 + a * 128 + b from bits, unnest(n) a, unnest(o) b where (a < 96) = (b < 96)
      union all select 32768 + (a * 128 + b) * 64 + h - 192 from bits, unnest(n) a, unnest(o) b, unnest(l) h
        where a < 96 and b < 96 and h >= 192) codes (code)) $$;

create index findable_codes on suggestions_finderrow using gin (codes_of(scope, person_id, lived, looked, brought)) with (fastupdate = off);
