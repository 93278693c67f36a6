-- Who organises it is said with it: the organisation whose circle prepares it. The circle itself is seen by its
-- members only.
create function organised_by(event bigint) returns jsonb language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select jsonb_build_object('key', o.key, 'name', o.name) from events_event e
   join people_circle c on c.id = e.circle_id join people_organisation o on o.id = c.organisation_id
   where e.id = event and (e.state <> 'draft' or e.circle_id = any((select my_circles())::bigint[])) $$;
-- What an organisation holds next, in public: three events at most.
create function next_events_of(organisation bigint)
returns table (key varchar, title_fr varchar, title_en varchar, starts_on date, ends_on date) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select e.key, e.title_fr, coalesce(nullif(e.title_en, ''), e.title_other), e.starts_on, e.ends_on
   from events_event e join people_circle c on c.id = e.circle_id
   where c.organisation_id = organisation and e.state = 'published' and is_to_come(e.ends_on, e.time_zone)
     and e.key <> all((select hidden_things('event'))::text[])
   order by e.starts_on, e.id limit 3 $$;
-- That speaker is me, under this name: said by the person who was asked, or is linked already. Or not any more.
create function i_speak_as(speaker bigint, chosen varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as
$$ with done as (
     update events_speaker s set person_id = me(), name = i_speak_as.chosen,
       family = case when s.name = i_speak_as.chosen then s.family else '' end,
       orcid = case when s.name = i_speak_as.chosen then s.orcid else '' end
     where s.id = i_speak_as.speaker and me() is not null and (s.person_id = me()
       or (s.person_id is null and exists (select from asked_of_me() a where a.speaker_id = s.id))) returning 1)
   select exists (select from done) $$;
create function i_speak_no_more(speaker bigint) returns boolean language sql security definer
  set search_path = app, public, pg_temp as
$$ with done as (update events_speaker s set person_id = null
  where s.id = i_speak_no_more.speaker and s.person_id = me() returning 1)
   select exists (select from done) $$;

-- Until when what was asked waits: it is accepted or taken back, which deletes it, or this person said no.
create function asked_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from events_eventinvitation i where i.key = about
     and not exists (select from events_declinedeventinvitation d where d.asking_id = i.id)) $$;

-- Who may call them; nobody else may.
grant execute on function
  organised_by, next_events_of, i_speak_as, i_speak_no_more to entrepairs_person;
