-- Of what I coordinate: rounds to read, and settings that answers suggest. The tasks of My organisation.
select cardinality(rounds_to_read()) + (select count(*) from suggestions_weights w
  where w.suggested is not null and w.organisation_id = any((select my_coordinations())::bigint[]))
