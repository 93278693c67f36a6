select to_jsonb(e) from next_events_of(%(organisation)s) e limit 1
