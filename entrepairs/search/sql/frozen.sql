-- How words are searched: generated columns are made with these functions, so that they belong to a migration (0001)
-- and are not written again at each migrate. core/sql/frozen.yaml lists them.

-- How words are searched: in French and English, with accents or none, in British or American spelling.
create text search configuration search_french (copy = pg_catalog.french);
alter text search configuration search_french alter mapping for hword, hword_part, word with unaccent, french_stem;
create text search configuration search_english (copy = pg_catalog.english);
alter text search configuration search_english alter mapping for hword, hword_part, word with unaccent, english_stem;

-- No capitals, no accents, no hyphens, no apostrophes. (Its dictionary never changes here: that is what lets it be
-- called immutable, and what stands on it be indexed.)
create function remove_accents(words text) returns text language sql immutable strict parallel safe
  set search_path = public, pg_temp as
$$ select translate(lower(unaccent('unaccent', words)), '''’-‐‑–', '      ') $$;

-- What two spellings of one word have in common: professionalisation, professionalization, professionnalisation;
-- programme, program; behaviour, behavior; centre, center; paediatric, pediatric. Not for reading.
create function unify_spelling(plain text) returns text language sql immutable strict parallel safe
  set search_path = public, pg_temp as
$$ select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
     regexp_replace(regexp_replace(plain,
     '([a-z])\1', '\1', 'g'),
     '(\w\w[iy])z([aei])', '\1s\2', 'g'),
     'our(s|ed|ing|al|able|ful|ite|hood)?\M', 'or\1', 'g'),
     '(nt|b)re(s?)\M', '\1er\2', 'g'),
     'ogue(s?)\M', 'og\1', 'g'),
     '\mprograme(s?)\M', 'program\1', 'g'),
     'ens(es?)\M', 'enc\1', 'g'),
     '[ao]e', 'e', 'g') $$;

create function make_search_vector(config regconfig, words text) returns tsvector
language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select case when words = '' then ''::tsvector
  else to_tsvector(config, p.plain) || to_tsvector(config, unify_spelling(p.plain)) end
   from (select remove_accents(left(words, 150000)) as plain) p $$;

create function make_entry_vector(title_fr text, title_en text, names text, text_fr text, text_en text)
returns tsvector language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select setweight(make_search_vector('search_french', title_fr)
       || make_search_vector('search_english', title_en), 'A')
     || setweight(make_search_vector('simple', names), 'B')
     || setweight(make_search_vector('search_french', text_fr)
       || make_search_vector('search_english', text_en), 'D') $$;

-- What an entry is, in words that stand in the same index as those it says: a filter then costs as little as one word
-- more, however many things it leaves out. "alone" is not a moment of something larger; "at:7" stands in the eighth
-- 4,096 of the index: the newest are looked through first, a part at a time (see find_newest_entries).
create function list_entry_marks(id bigint, kind text, whole text,
language text, series_id bigint, dated date, concepts bigint[])
returns text[] language sql immutable parallel safe set search_path = public, pg_temp as
$$ select array_remove(array['at:' || (id >> 12), 'in:' || (id >> 16), 'kind:' || kind, 'language:' || language,
  'series:' || series_id,
       'year:' || extract(year from dated)::int, case when whole = '' then 'alone' end], null)
     || array(select 'concept:' || c from unnest(concepts) c) $$;

-- The words of a thing that is not for everyone; nothing when it is: its words are in the index then.
create function make_resource_vector(state text, audience smallint, title_fr text, title_en text, publisher text,
  summary_fr text, summary_en text, text text)
returns tsvector language sql immutable parallel safe set search_path = public, pg_temp as
$$ select case when state <> 'published' or audience < 5
  then make_entry_vector(title_fr, title_en, publisher, summary_fr || ' ' || text, summary_en) end $$;
