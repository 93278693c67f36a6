-- Counted once a statement: a recording comes and goes with hundreds of moments.
create function count_words(words text[], changes int[]) returns void language sql security definer set search_path = app, public, pg_temp as $$
  with change as materialized (
    select word, sum(n)::int as n from unnest(words, changes) c (word, n) group by word having sum(n) <> 0
  ), more as (
    insert into search_indexedword (word, uses) select word, n from change where n > 0 order by word
    on conflict (word) do update set uses = search_indexedword.uses + excluded.uses
  ), fewer as (
    update search_indexedword w set uses = w.uses + c.n from change c where c.n < 0 and w.word = c.word and w.uses + c.n > 0
  )
  delete from search_indexedword w using change c where c.n < 0 and w.word = c.word and w.uses + c.n <= 0
$$;

-- The moments of a recording leave with it.
create function moments_leave() returns trigger language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  wholes text[] := array(select key from before where whole = '');
begin
  if exists (select from search_entry where whole <> '' and whole = any(wholes)) then  -- else it would go on for ever
    delete from search_entry where whole <> '' and whole = any(wholes);
  end if;
  return null;
end $$;
create trigger moments_leave after delete on search_entry referencing old table as before
  for each statement execute function moments_leave();
