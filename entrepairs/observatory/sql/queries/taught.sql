-- What people taught, as who asked for it confirmed in the period: who, whether it was paid, minutes.
select person_id, pay = 'paid', minutes from learning_step
where side = 'taught' and confirmed_at >= %(since)s::date and confirmed_at < %(until)s::date order by id
