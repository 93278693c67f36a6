"""How words are searched. Part of the first migration: a column is made with these functions."""

SQL = r"""
-- How words are searched: in French and English, with accents or none, in British or American spelling.
create text search configuration library_fr (copy = pg_catalog.french);
alter text search configuration library_fr alter mapping for hword, hword_part, word with unaccent, french_stem;
create text search configuration library_en (copy = pg_catalog.english);
alter text search configuration library_en alter mapping for hword, hword_part, word with unaccent, english_stem;

-- No capitals, no accents, no hyphens, no apostrophes. (Its dictionary never changes here: that is what lets it be called
-- immutable, and what stands on it be indexed.)
create function library_plain(words text) returns text language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select translate(lower(unaccent('unaccent', words)), '''’-‐‑–', '      ') $$;

-- What two spellings of one word have in common: professionalisation, professionalization, professionnalisation;
-- programme, program; behaviour, behavior; centre, center; paediatric, pediatric. Not for reading.
create function library_spelling(plain text) returns text language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(plain,
     '([a-z])\1', '\1', 'g'),
     '(\w\w[iy])z([aei])', '\1s\2', 'g'),
     'our(s|ed|ing|al|able|ful|ite|hood)?\M', 'or\1', 'g'),
     '(nt|b)re(s?)\M', '\1er\2', 'g'),
     'ogue(s?)\M', 'og\1', 'g'),
     '\mprograme(s?)\M', 'program\1', 'g'),
     'ens(es?)\M', 'enc\1', 'g'),
     '[ao]e', 'e', 'g') $$;

create function library_vector(config regconfig, words text) returns tsvector language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select case when words = '' then ''::tsvector else to_tsvector(config, p.plain) || to_tsvector(config, library_spelling(p.plain)) end
   from (select library_plain(left(words, 150000)) as plain) p $$;

create function library_words(title_fr text, title_en text, names text, text_fr text, text_en text)
returns tsvector language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select setweight(library_vector('library_fr', title_fr) || library_vector('library_en', title_en), 'A')
     || setweight(library_vector('simple', names), 'B')
     || setweight(library_vector('library_fr', text_fr) || library_vector('library_en', text_en), 'D') $$;

-- What somebody asks for: each of `terms` (a word, or several in that order) and none of `without`. A term is met in
-- either language and either spelling; one that says nothing in French or in English (le, the) is passed over.
create function library_asked(terms text[], without text[]) returns tsquery language plpgsql immutable strict parallel safe set search_path = public, pg_temp as $$
declare
  found tsquery := '';
  term text;
  plain text;
begin
  foreach term in array terms || without loop
    plain := library_plain(term);
    if numnode(phraseto_tsquery('library_fr', plain)) > 0 and numnode(phraseto_tsquery('library_en', plain)) > 0 then
      found := found && case when term = any(without) then !! library_either(plain) else library_either(plain) end;
    end if;
  end loop;
  return found;
end $$;
create function library_either(plain text) returns tsquery language sql immutable strict parallel safe set search_path = public, pg_temp as
$$ select string_agg(distinct '(' || asked::text || ')', ' | ')::tsquery from unnest(array[
     phraseto_tsquery('library_fr', plain), phraseto_tsquery('library_en', plain), phraseto_tsquery('simple', plain),
     phraseto_tsquery('library_fr', library_spelling(plain)), phraseto_tsquery('library_en', library_spelling(plain))]) asked
   where numnode(asked) > 0 $$;
"""
