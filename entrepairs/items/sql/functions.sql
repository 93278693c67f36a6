-- Until when what this room told waits: something said, until somebody carries it or says why not; what became of it,
-- until it is seen, by those who still want to know. `about` is the key of the item, then what it is about.
create function item_said_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from items_item i join mandates_mandate m on m.body_id = i.body_id
     where i.key = split_part(about, ':', 1) and i.state = 'said' and i.merged_into_id is null
       and m.person_id = person and mandate_is_held(m, today())) $$;
create function item_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from items_item i join items_raiser r on r.item_id = i.id
     cross join lateral (select case when split_part(about, ':', 2) ~ '^[0-9]+$'
       then split_part(about, ':', 2)::bigint end as stage) told
     where i.key = split_part(about, ':', 1) and r.person_id = person and r.tell <> 'never'
       and not exists (select from items_stage s where s.item_id = i.id
         and (s.id = told.stage and s.undone_at is not null
           or s.id > told.stage and s.kind = 'told' and s.undone_at is null))) $$;

-- I say something to a body, alone or in the name of a group in which I am: the item, its first words, and that I said
-- it. Nothing that others read leads from it to me, unless I give my name: it stands beside, in items_raiser alone, and
-- I take it back there. Its number, or nothing.
create function say_item(a_key text, a_body bigint, a_source text, a_circle bigint, said date, a_title text,
  some_words text, by_name boolean, telling text, from_outcome bigint) returns bigint
language plpgsql volatile security definer set search_path = app, public, pg_temp as $$
declare
  item bigint;
begin
  if me() is null or a_circle is not null and not exists (select from people_circle c where c.id = a_circle
      and c.kind in ('group', 'team') and c.id = any(my_open_circles())) then
    return null;
  end if;
  insert into items_item (key, body_id, source, circle_id, said_on, title, words, stands_on, taken_from_id)
    values (a_key, a_body, a_source, a_circle, said, a_title, some_words, said, from_outcome) returning id into item;
  insert into items_raiser (item_id, person_id, is_named, tell) values (item, me(), by_name, telling);
  insert into items_version (item_id, number, title, words, made_on)
    values (item, 1, a_title, some_words, today());
  insert into items_stage (item_id, kind, day, noted_at, answer, by_whom, how, words)
    values (item, 'said', said, said, '', '', '', '');
  return item;
end $$;

-- I no longer follow what I said. What nobody else said, and what was never on an agenda, goes with it. Says "erased",
-- "left", or nothing when I had not said it.
create function leave_item(an_item bigint) returns text language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from items_item where id = an_item for update;
  if not exists (select from items_raiser r where r.item_id = an_item and r.person_id = me()) then
    return null;
  end if;
  if exists (select from items_raiser r where r.item_id = an_item and r.person_id <> me())
      or exists (select from items_stage s where s.item_id = an_item and s.kind = 'agenda')
      or exists (select from items_item i
        where i.merged_into_id = an_item or i.id = an_item and i.merged_at is not null) then
    delete from items_sighting where item_id = an_item and person_id = me();
    delete from items_raiser where item_id = an_item and person_id = me();
    return 'left';
  end if;
  delete from items_sighting where item_id = an_item;
  delete from items_raiser where item_id = an_item;
  delete from items_version where item_id = an_item;
  delete from items_stage where item_id = an_item;
  delete from items_item where id = an_item;
  return 'erased';
end $$;

-- The delegation puts an item into another of the same body. Those who said it follow, without their name: they gave it
-- to other words. Says whether it is so.
create function merge_item(an_item bigint, into_item bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from items_item where id in (an_item, into_item) order by id for update;
  if an_item = into_item or (select count(*) from items_item i where i.id in (an_item, into_item)
      and i.merged_into_id is null and i.body_id = any(my_delegations())) < 2
      or (select count(distinct i.body_id) from items_item i where i.id in (an_item, into_item)) > 1 then
    return false;
  end if;
  insert into items_raiser (item_id, person_id, is_named, tell)
    select into_item, r.person_id, false, r.tell from items_raiser r where r.item_id = an_item
    on conflict (item_id, person_id) do nothing;
  update items_item set merged_into_id = into_item, merged_at = statement_timestamp()
    where id = an_item or merged_into_id = an_item;
  delete from items_outcome where item_id = an_item;
  return true;
end $$;

-- The delegation erases the words of an item, in all their versions; its stages stay. Says whether it is so.
create function erase_words(an_item bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from items_item i where i.id = an_item and i.erased_at is null and i.body_id = any(my_delegations())
    for update;
  if not found then
    return false;
  end if;
  update items_item set erased_at = statement_timestamp(), title = '', words = '' where id = an_item;
  update items_version set title = '', words = '' where item_id = an_item;
  return true;
end $$;

-- The delegation tells those who said it of a stage: all who want to know of each, or those too who wait for the end.
-- It reads no name. Nobody's block keeps them from knowing: it is the body that answers.
create function tell_raisers(a_stage bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array(select r.person_id from items_raiser r where r.item_id = i.id
       and (r.tell = 'each' or r.tell = 'end' and s.kind = 'told') and r.person_id <> me()),
     'item', i.key || ':' || s.id, '/items/' || i.key || '/', null, null, false)
   from items_stage s join items_item i on i.id = s.item_id
   where s.id = a_stage and s.noted_by_id = me() and i.body_id = any(my_delegations()) $$;
create function tell_of_merging(an_item bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array(select r.person_id from items_raiser r where r.item_id = i.id and r.tell = 'each'
       and r.person_id <> me()),
     'item', i.key || ':merged', '/items/' || i.key || '/', null, null, false)
   from items_item i where i.id = an_item and i.merged_at is not null and i.body_id = any(my_delegations()) $$;

-- By whose hands: who gave their name to what they said, and who of the delegation carries it. Not who is on a pause,
-- and nobody across a block. Then what was seen on the spot, for the delegation and those who said it: what, and how
-- many only from eleven on.
create function hands_of(an_item bigint) returns table (part text, key text, name text, number int)
language sql stable security definer set search_path = app, public, pg_temp as
$$ with seen as materialized (
     select i.*, i.body_id = any(my_delegations()) or is_said_by_mine(i) as is_near from items_item i
     where i.id = an_item and me() is not null
       and (i.public_at is not null or i.body_id = any(my_delegations()) or is_said_by_mine(i))
   ), hands as (
     select 'said' as part, r.person_id, min(r.id) as place from items_raiser r
       where r.item_id = an_item and r.is_named group by r.person_id
     union all
     select 'carried', s.noted_by_id, min(s.id) from items_stage s
       where s.item_id = an_item and s.kind = 'carry' and s.answer <> 'no' and s.undone_at is null
       group by s.noted_by_id
   )
   select h.part, p.key::text, p.name::text, 0 from (
     select h.part, h.person_id, h.place from seen, hands h order by h.part desc, h.place limit 100) h
     join people_person p on p.id = h.person_id
     where p.id = me() or p.paused_at is null and p.id <> all(my_blocks())
   union all
   select 'seen', g.seen, '', case when count(*) >= 11 then count(*)::int else 0 end
     from seen join items_sighting g on g.item_id = seen.id where seen.is_near group by g.seen $$;

-- Items that everyone with an account may read and that say these words, the newest first: at most `enough`. The words
-- of others are behind a policy, which an index of words cannot pass; here nothing else than public items is asked. The
-- newest 4,096 are looked through first, then 65,536 at a time.
create function find_items(asked tsquery, enough int) returns bigint[] language plpgsql stable security definer
  set search_path = app, public, pg_temp as $$
declare
  low bigint := (select (max(id) >> 12) + 1 from items_item);
  found bigint[] := '{}';
  these bigint[];
  step int;
begin
  while me() is not null and low > 0 and cardinality(found) < enough loop
    step := case when low % 16 = 0 and cardinality(found) * 4 < enough then 16 else 1 end;
    low := low - step;
    these := array(select i.id from items_item i where i.vector @@ asked
      and i.marks @> array[case step when 1 then 'at:' || low else 'in:' || low / 16 end] order by i.id desc);
    found := found || these;
  end loop;
  return found[1:enough];
end $$;

-- The same, of one body: it has few, and their words are read without the index of all.
create function find_items_of(asked tsquery, a_body bigint, enough int) returns bigint[] language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from (
     select i.id from items_item i where me() is not null and i.body_id = a_body and i.public_at is not null
       and i.vector @@ asked order by i.id desc limit enough) found $$;

-- Items that are not public and that I may read: of my delegations, said by me, or in the name of a circle of mine. The
-- same as their policy says, with an index for each.
create function my_near_items() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from (
     select i.id from items_item i where i.public_at is null and i.body_id = any((select my_delegations())::bigint[])
     union select i.id from items_item i where i.public_at is null and i.id = any((select my_said_items())::bigint[])
     union select i.id from items_item i where i.public_at is null
       and i.circle_id = any((select my_circles())::bigint[])) near $$;

-- What says some of these words: for what is alike. A word that says nothing in French or in English is passed over,
-- and a short one: "les" is no likeness. Of a long text, the ten longest: frequent words are in every item, and looking
-- for all of them reads them all.
create function any_of_words(words text) returns tsquery language sql stable strict
  set search_path = app, public, pg_temp as
$$ select coalesce(string_agg('(' || match_either_spelling(word)::text || ')', ' | '), '')::tsquery
   from (select word from regexp_split_to_table(remove_accents(words), '[^[:alnum:]]+') word
     where length(word) > 3 and numnode(plainto_tsquery('search_french', word)) > 0
       and numnode(plainto_tsquery('search_english', word)) > 0
     group by word order by length(word) desc, word limit 10) w $$;

-- Who may call them; nobody else may.
grant execute on function
  say_item, leave_item, merge_item, erase_words, tell_raisers, tell_of_merging, hands_of, find_items, find_items_of,
  my_near_items, any_of_words
  to entrepairs_person;
