create index findable_codes on suggestions_finderrow
  using gin (codes_of(scope, person_id, lived, looked, brought)) with (fastupdate = off)
