-- How things are found: a bounded number of rows is touched, however many there are.
-- docs/decisions/0009-what-a-search-looks-through.md says why.

-- What somebody asks for: each of `terms` (a word, or several in that order) and none of `without`. A term is met in
-- either language and either spelling; one that says nothing in French or in English (le, the) is passed over.
create function make_term_query(terms text[], without text[]) returns tsquery
language plpgsql immutable strict parallel safe set search_path = app, public, pg_temp as $$
declare
  found tsquery := '';
  term text;
  plain text;
begin
  foreach term in array terms || without loop
    plain := remove_accents(term);
    if numnode(phraseto_tsquery('search_french', plain)) > 0
      and numnode(phraseto_tsquery('search_english', plain)) > 0 then
      found := found && case when term = any(without) then !! match_either_spelling(plain)
        else match_either_spelling(plain) end;
    end if;
  end loop;
  return found;
end $$;
create function match_either_spelling(plain text) returns tsquery language sql immutable strict parallel safe
  set search_path = app, public, pg_temp as
$$ select string_agg(distinct '(' || asked::text || ')', ' | ')::tsquery from unnest(array[
     phraseto_tsquery('search_french', plain), phraseto_tsquery('search_english', plain),
     phraseto_tsquery('simple', plain),
     phraseto_tsquery('search_french', unify_spelling(plain)),
     phraseto_tsquery('search_english', unify_spelling(plain))])
       asked
   where numnode(asked) > 0 $$;

-- The newest in the index that say `asked` and are all of `wanted`: at most `enough`, newest first. `loose` asks for
-- less: phrases taken apart, the rarest of many words; what the index finds by it is then read. Nothing when `asked`
-- is simple.
--
-- The newest 4,096 of the index are asked first, then the 4,096 before, and so on until there are enough. What turns
-- out to be rarer is asked of 65,536 at a time; what turns out to be rare, of all the rest at once. Words so
-- frequent, and so seldom together, that 25 ms were not enough are not looked for further: `whole_index` says whether
-- all was looked through, or enough was found.
create function find_newest_entries(asked tsquery, loose tsquery, wanted text[], enough int, out newest bigint[],
  out whole_index boolean)
language plpgsql volatile parallel restricted
set search_path = app, public,
  pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan set work_mem = '16MB' as $$
declare
  started constant timestamptz := clock_timestamp();
  patience constant float8 := coalesce(nullif(current_setting('library.patience', true), '')::float8, 25);  -- ms
  -- parts of 4,096 not looked through yet: those before it
  low bigint := (select (max(id) >> 12) + 1 from search_entry);
  looked int := 0;
  met int := 0;  -- what says these words, in those looked through
  spent float8 := 0;  -- ms
  step int;
  part text;
  these bigint[];
begin
  newest := '{}';
  whole_index := true;
  while low > 0 and cardinality(newest) < enough loop
    whole_index := spent < patience;
    exit when not whole_index;
    step := case
      when looked < 2 or met >= 60 * looked then 1
      when met * low < 1500 * looked and spent * low < patience * looked then low
      when low % 16 = 0 and spent * 16 < patience * looked then 16
      else 1 end;
    low := low - step;
    part := case step when 1 then 'at:' || low when 16 then 'in:' || low / 16 end;
    -- Conditions apart from each other: the index then leaps from one to the next, and reads as few as the rarest
    -- has.
    if part is null or asked is null then
      execute format('select array(select id from (select id from search_entry where %s limit 5000) r '
         'order by id desc)',
        concat_ws(' and ', case when asked is not null then 'words @@ $1' end, case when wanted <> '{}'
          then 'marks @> $2' end,
          case when part is null then 'id + 0 < $3' else 'marks @> array[$4]' end))
        into these using coalesce(loose, asked), wanted, step::bigint << 12, part;
    else
      these := array(select id from search_entry where words @@ coalesce(loose, asked) and marks @> array[part]
        and marks @> case wanted when '{}' then array[part] else wanted end order by id desc);
    end if;
    looked := looked + step;
    met := met + cardinality(these);
    if loose is not null then
      these := array(select id from search_entry where id = any(these) and words @@ asked order by id desc);
    end if;
    newest := newest || these;
    spent := extract(epoch from clock_timestamp() - started) * 1000;
  end loop;
  newest := newest[1:enough];
end $$;

-- One page of what was found: of the newest `cap`, the best first; without words, the latest in date; or in the order
-- that was asked (newest, oldest; title_fr or title_en, by titles in that language first). Moments of one
-- recording are one thing, shown by the recording itself if its own words were met, else by the best of its moments;
-- `moments` says how many more there are. `marks` counts things, and is what narrows them.
create function find_entries(asked tsquery, loose tsquery, wanted text[], sorted text, cap int, skipped int, lines int,
  out things int, out capped boolean, out whole_index boolean, out ids bigint[], out moments int[], out marks jsonb)
language plpgsql volatile parallel restricted
  set search_path = app, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  picks bigint[];
begin
  whole_index := true;
  if asked is null and wanted = '{alone}' and sorted = 'oldest' then
    picks := array(select id from search_entry where whole = '' and dated is not null
      order by dated, id desc limit cap + 1);
    picks := picks || array(select id from search_entry where whole = '' and dated is null order by id desc
      limit cap + 1 - cardinality(picks));
  elsif asked is null and wanted = '{alone}' then
    picks := array(select id from search_entry where whole = '' order by dated desc nulls last, id desc limit cap + 1);
  else
    select n.newest, n.whole_index into picks, find_entries.whole_index
      from find_newest_entries(asked, loose, wanted, cap + 1) n;
  end if;
  capped := cardinality(picks) > cap;
  with picked as materialized (
    select e.id, e.whole, e.dated, e.marks, case when e.whole = '' then e.key else e.whole end as thing,
      case when asked is null then 0 else ts_rank(e.words, asked) end as rank
    from search_entry e where e.id = any(picks[1:cap])
  ), folded as materialized (
    select thing, (array_agg(id order by whole = '' desc, rank desc, id desc))[1] as id, (count(*) - 1)::int as more,
      max(rank) as rank, max(dated) as dated from picked group by thing
  ), page as (
    select id, more, row_number() over (order by
      case when sorted like 'title%' then title_to_sort(thing, sorted) end,
      case when sorted = 'oldest' then dated end nulls last,
      case when sorted = 'newest' then dated end desc nulls last,
      rank desc, case when asked is null then dated end desc nulls last, id desc) as place
    from folded order by place limit lines offset skipped
  ), counted as (
    select mark, count(*) as n from (select distinct thing, unnest(p.marks) as mark from picked p) m
      where left(mark, 3) not in ('at:', 'in:') group by mark
  )
  select (select count(*) from folded), (select coalesce(array_agg(id order by place), '{}') from page),
    (select coalesce(array_agg(more order by place), '{}') from page),
      (select coalesce(jsonb_object_agg(mark, n), '{}') from counted)
  into things, ids, moments, find_entries.marks;
end $$;

-- The title by which a thing stands among others: without capitals, accents and what opens a quotation.
create function title_to_sort(thing text, sorted text) returns text language sql stable
  set search_path = app, public, pg_temp as
$$ select regexp_replace(remove_accents(case sorted
       when 'title_en' then coalesce(nullif(title_en, ''), nullif(title_fr, ''), title_other)
       else coalesce(nullif(title_fr, ''), nullif(title_en, ''), title_other) end), '^[^[:alnum:]]+', '')
   from search_entry where key = thing and whole = '' limit 1 $$;

-- The words of these terms, each alone: what the index can answer when `terms` has phrases.
create function split_terms(terms text[]) returns text[] language sql immutable strict parallel safe
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct word), '{}')
  from unnest(terms) term, regexp_split_to_table(remove_accents(term), '\s+') word where word <> '' $$;

-- The word as it stands in some entry: itself, or else the most alike; nothing when none is.
create function find_nearest_word(plain text) returns text language sql stable strict
set search_path = app, public, pg_temp set enable_seqscan = off as
$$ select coalesce((select w.word from search_indexedword w where w.word = plain),
     (select w.word from search_indexedword w
       where w.word % plain and similarity(w.word, plain) >= 0.4 and length(w.word) between length(plain) - 3
         and length(plain) + 3
      order by similarity(w.word, plain) desc, w.uses desc limit 1)) $$;

-- The most frequent words that begin so, or what was typed when none does.
create function match_beginnings(beginning text) returns tsquery language sql stable strict
  set search_path = app, public, pg_temp as
$$ select coalesce(string_agg('(' || match_either_spelling(word)::text || ')', ' | ')::tsquery,
  match_either_spelling(remove_accents(beginning))) from (
     select word from search_indexedword
       where word >= remove_accents(beginning) collate "C"
         and word < remove_accents(beginning) || chr(1114111) collate "C"
     order by uses desc limit 12) w $$;

-- What somebody typed: `terms` (words, phrases), none of `without`, and words beginning so; `with_z` is `terms` as
-- Americans write them, to be marked too. When nothing says that, what says the most alike, if `mistaken`. `silent`:
-- the words say nothing ("the", "le"), and were not looked for.
create function search_entries(terms text[], with_z text[], without text[], begun text[], wanted text[],
  sorted text, mistaken boolean, cap int, skipped int, lines int,
  out things int, out capped boolean, out whole_index boolean, out silent boolean, out ids bigint[], out moments int[],
    out facets jsonb,
  out marked tsquery, out instead text)
language plpgsql volatile parallel restricted set search_path = app, public, pg_temp as $$
declare
  beginnings tsquery := ''::tsquery;
  asked tsquery;
  loose tsquery;
  words text[];
  nearest text[];
begin
  select coalesce(string_agg('(' || match_beginnings(b)::text || ')', ' & ')::tsquery, ''::tsquery) into beginnings
    from unnest(begun) b;
  asked := make_term_query(terms, without) && beginnings;
  marked := make_term_query(terms, '{}') || make_term_query(with_z, '{}') || beginnings;
  silent := querytree(asked) in ('', 'T') and terms || begun <> '{}';
  if silent then
    select 0, false, true, '{}', '{}', '{}' into things, capped, whole_index, ids, moments, facets;
    return;
  end if;
  if terms || begun = '{}' then
    asked := null;
    wanted := wanted || case when 'kind:segment' = any(wanted) then '{}' else array['alone'] end;
  elsif asked::text ~ '<' or cardinality(terms) > 5 then
    -- Of many words, the rarest five say where to look.
    loose := make_term_query(array(select w from unnest(split_terms(terms)) w left join search_indexedword on word = w
                                 order by coalesce(uses, case when length(w) < 4 then 2000000000 else 0 end) limit 5),
      array(select w from unnest(without) w where remove_accents(w) !~ ' ')) && beginnings;
  end if;
  select f.things, f.capped, f.whole_index, f.ids, f.moments, f.marks into things, capped, whole_index, ids, moments,
    facets
    from find_entries(asked, loose, wanted, sorted, cap, skipped, lines) f;
  if things = 0 and whole_index and mistaken and terms <> '{}' then
    words := array(select w
      from unnest(terms) with ordinality t (term, n), regexp_split_to_table(remove_accents(term), '\s+') w
        where w <> '' order by n limit 6);
    nearest := array(select case when length(w) < 4 then w else coalesce(find_nearest_word(w), w) end
      from unnest(words) w);
    if nearest <> words then
      select f.things, f.capped, f.whole_index, f.ids, f.moments, f.marks into things, capped, whole_index, ids,
        moments, facets
        from find_entries(make_term_query(nearest, without) && beginnings, null, wanted, sorted, cap, skipped, lines) f;
      if things > 0 then
        marked := make_term_query(nearest, '{}') || beginnings;
        instead := array_to_string(nearest, ' ');
      end if;
    end if;
  end if;
end $$;

create function words_said_by(e search_entry) returns setof text language sql stable as
$$ select w from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', public.remove_accents(
     left(concat_ws(' ', e.title_fr, e.title_en, e.title_other, e.names, e.text_fr, e.text_en, e.text_other),
       300000))))) w
   where length(w) between 4 and 40 and w !~ '[0-9]' $$;

-- Who may call them; nobody else may.
grant execute on function
  make_term_query, match_either_spelling, find_newest_entries, find_entries, title_to_sort, split_terms,
  find_nearest_word,
  match_beginnings,
  search_entries to entrepairs_person;
