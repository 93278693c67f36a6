select jsonb_build_object(
  'groups', (select count(distinct m.name) from met_in_co_reflection(%(organisation)s) m),
  'days', (select count(*) from met_in_co_reflection(%(organisation)s) m where m.day > today() - 91))
