select jsonb_build_object('waiting', count_waiting(%(organisation)s))
