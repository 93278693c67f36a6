-- Kilometres as the crow flies. The planner writes it out where it is called. In Python it is matching/distances.py: a
-- test compares.
create function kilometres_between(latitude_a float8, longitude_a float8, latitude_b float8, longitude_b float8)
returns float8 language sql immutable parallel safe as
$$ select 12742 * asin(sqrt(least(1, power(sin(radians(latitude_b - latitude_a) / 2), 2)
     + cos(radians(latitude_a)) * cos(radians(latitude_b))
       * power(sin(radians(longitude_b - longitude_a) / 2), 2)))) $$;
grant execute on function kilometres_between to entrepairs_person;

-- The last day of a rule of days or months, from the day that started its clock. In Python it is vocabulary/clocks.py:
-- a test compares. What gives way to a working day does so in Python alone.
create function last_day_of_rule(a_rule text, start date) returns date language sql stable as
$$ select (start + make_interval(months => coalesce((data ->> 'months')::int, 0),
     days => coalesce((data ->> 'days')::int, 0)))::date
   from vocabulary_concept where scheme = 'rule' and key = a_rule $$;
grant execute on function last_day_of_rule to entrepairs_person;
