"""What an entry is, as words of the index. Part of the migration that makes the column."""

SQL = r"""
-- What an entry is, in words that stand in the same index as those it says: a filter then costs as little as one word
-- more, however many things it leaves out. "alone" is not a moment of something larger; "at:7" stands in the eighth 4,096
-- of the shelf: the newest are looked through first, a part at a time (see library_newest).
create function library_marks(id bigint, kind text, whole text, language text, series_id bigint, dated date, concepts bigint[])
returns text[] language sql immutable parallel safe set search_path = public, pg_temp as
$$ select array_remove(array['at:' || (id >> 12), 'in:' || (id >> 16), 'kind:' || kind, 'language:' || language, 'series:' || series_id,
       'year:' || extract(year from dated)::int, case when whole = '' then 'alone' end], null)
     || array(select 'concept:' || c from unnest(concepts) c) $$;

-- The words of a thing that is not for everyone; nothing when it is: its words are on the shelf then.
create function library_words_apart(state text, audience smallint, title_fr text, title_en text, publisher text, summary_fr text, summary_en text, text text)
returns tsvector language sql immutable parallel safe set search_path = public, pg_temp as
$$ select case when state <> 'published' or audience < 5 then library_words(title_fr, title_en, publisher, summary_fr || ' ' || text, summary_en) end $$;
"""
