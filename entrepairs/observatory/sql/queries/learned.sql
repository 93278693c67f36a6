-- What people learned, as somebody else confirmed it until the end of the period: who, in which way.
select distinct person_id, way from learning_step
where side = 'learned' and confirmed_at < %(until)s::date order by person_id, way
