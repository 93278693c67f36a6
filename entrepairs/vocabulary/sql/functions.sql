-- Kilometres as the crow flies. The planner writes it out where it is called. In Python it is matching/distances.py: a
-- test compares.
create function kilometres_between(latitude_a float8, longitude_a float8, latitude_b float8, longitude_b float8)
returns float8 language sql immutable parallel safe as
$$ select 12742 * asin(sqrt(least(1, power(sin(radians(latitude_b - latitude_a) / 2), 2)
     + cos(radians(latitude_a)) * cos(radians(latitude_b))
       * power(sin(radians(longitude_b - longitude_a) / 2), 2)))) $$;
grant execute on function kilometres_between to entrepairs_person;
