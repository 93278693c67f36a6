-- What waits for somebody, a row each: what each queries/duties.sql gives (ui/duties.py says what the columns are).
create type duty as (
  kind text, at timestamptz, key text, title_fr text, title_en text,
  person_id bigint, person_key text, person_name text, number integer, words text, details jsonb
);
