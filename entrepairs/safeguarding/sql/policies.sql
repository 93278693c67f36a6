-- What I reported, signed in or by the secret address that I hold; what I am asked to rule on; what was decided about
-- words of mine, or about what my organisation answers for.
create function my_reports() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(report_id), '{}') from safeguarding_sentreport
   where person_id = me() or door = nullif(current_setting('app.door', true), '') $$;
create function my_readings() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(report_id), '{}') from safeguarding_reportreader where person_id = me() $$;
create function decided_about_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(r.id), '{}') from safeguarding_report r
   where (r.author_id = me() or r.author_id is null and r.organisation_id = any(my_coordinations()))
     and exists (select from safeguarding_ruling d where d.report_id = r.id and d.agreed_at is not null) $$;
create function turns_i_rule() returns table (report bigint, turn smallint) language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select report_id, turn from safeguarding_reportreader where person_id = me() $$;

-- A place on a rota is read by its person, and, of an organisation, by those who coordinate it: these ask somebody of
-- the organisation, and the person alone accepts. Both may end it. Places of the network are asked at the terminal.
grant select, insert, update (accepted_at, ended_at) on safeguarding_rotaplace to entrepairs_person;
create policy seen on safeguarding_rotaplace for select to entrepairs_person using (
  person_id = (select me()) or organisation_id = any((select my_coordinations())::bigint[]));
create policy ask on safeguarding_rotaplace for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and accepted_at is null and ended_at is null
  and asked_at between now() and clock_timestamp()
  and (person_id = (select me()) or is_in_any(person_id, array[organisation_id]) and may_be_asked(person_id)));
create policy answer on safeguarding_rotaplace for update to entrepairs_person
  using (ended_at is null and person_id = (select me())) with check (person_id = (select me()));
create policy finish on safeguarding_rotaplace for update to entrepairs_person
  using (ended_at is null and organisation_id = any((select my_coordinations())::bigint[]))
  with check (ended_at is not null or person_id = (select me()));

-- A report, with what was shown beside it, is read by who sent it and by the two who rule. Its author never reads it:
-- what they are told of their own words is in words_decided(). Who sent it is read by them alone, not by those who
-- rule. Only file_report() writes here.
grant select on safeguarding_report, safeguarding_sentreport, safeguarding_shownwords to entrepairs_person;
create policy seen on safeguarding_report for select to entrepairs_person using (
  id = any((select my_reports())::bigint[]) or id = any((select my_readings())::bigint[]));
create policy mine on safeguarding_sentreport for select to entrepairs_person
  using (report_id = any((select my_reports())::bigint[]));
create policy seen on safeguarding_shownwords for select to entrepairs_person using (
  report_id = any((select my_reports())::bigint[]) or report_id = any((select my_readings())::bigint[]));

-- Who rules is known to each other and to who sent the report. Once it is decided, whom it is about has their names by
-- names_of_readers(): the row says when they were asked, which is when the report was made. One notes
-- that oneself has opened it.
grant select, update (opened_at, context_opened_at) on safeguarding_reportreader to entrepairs_person;
create policy seen on safeguarding_reportreader for select to entrepairs_person using (
  report_id = any((select my_readings())::bigint[]) or report_id = any((select my_reports())::bigint[]));
create policy open on safeguarding_reportreader for update to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));

-- What is proposed is read by the two of that turn, one of whom writes it, in their own name; either takes it away
-- before it is agreed. agree_ruling() makes it hold: then both sides read it.
grant select, insert, delete on safeguarding_ruling to entrepairs_person;
create policy seen on safeguarding_ruling for select to entrepairs_person using (
  (report_id, turn) in (select report, t.turn from turns_i_rule() t)
  or agreed_at is not null and (report_id = any((select my_reports())::bigint[])
    or report_id = any((select my_readings())::bigint[]) or report_id = any((select decided_about_me())::bigint[])));
create policy propose on safeguarding_ruling for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and agreed_by_id is null and agreed_at is null
  and proposed_at between now() and clock_timestamp()
  and (report_id, turn) in (select report, t.turn from turns_i_rule() t));
create policy take_away on safeguarding_ruling for delete to entrepairs_person using (
  agreed_at is null and (report_id, turn) in (select report, t.turn from turns_i_rule() t));

-- An appeal is read by who makes it, and by the two others who rule on it.
grant select on safeguarding_appeal to entrepairs_person;
create policy seen on safeguarding_appeal for select to entrepairs_person using (
  person_id = (select me()) or person_id is null and report_id = any((select my_reports())::bigint[])
  or (report_id, 2::smallint) in (select report, t.turn from turns_i_rule() t));

-- Hours on call are read by their person and, never across a block, by who coordinates the organisation; once accepted,
-- by all its people, while their person is of it. Who coordinates asks somebody of the organisation, and the
-- person alone accepts, with their number. Both may end them.
grant select, insert, update (number, accepted_at, ended_at) on safeguarding_callhours to entrepairs_person;
create policy seen on safeguarding_callhours for select to entrepairs_person using (
  person_id = (select me()) or person_id <> all((select my_blocks())::bigint[]) and (
    organisation_id = any((select my_coordinations())::bigint[])
    or accepted_at is not null and ended_at is null and organisation_id = any((select my_organisations())::bigint[])
      and is_in_any(person_id, array[organisation_id])));
create policy ask on safeguarding_callhours for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and accepted_at is null and ended_at is null
  and number = '' and asked_at between now() and clock_timestamp()
  and (person_id = (select me()) or is_in_any(person_id, array[organisation_id]) and may_be_asked(person_id)));
create policy answer on safeguarding_callhours for update to entrepairs_person
  using (ended_at is null and person_id = (select me())) with check (person_id = (select me()));
create policy finish on safeguarding_callhours for update to entrepairs_person
  using (ended_at is null and organisation_id = any((select my_coordinations())::bigint[]))
  with check (ended_at is not null or person_id = (select me()));

-- That a call came is noted by who is on call, at its moment, and read by them and by who coordinates: how often, not
-- from whom. Its person takes it away.
grant select, insert, delete on safeguarding_takencall to entrepairs_person;
create policy seen on safeguarding_takencall for select to entrepairs_person using (
  exists (select from safeguarding_callhours h where h.id = hours_id and (h.person_id = (select me())
    or h.organisation_id = any((select my_coordinations())::bigint[]))));
create policy note on safeguarding_takencall for insert to entrepairs_person with check (
  at between now() and clock_timestamp() and exists (select from safeguarding_callhours h
    where h.id = hours_id and h.person_id = (select me()) and h.accepted_at is not null and h.ended_at is null));
create policy forget on safeguarding_takencall for delete to entrepairs_person using (
  exists (select from safeguarding_callhours h where h.id = hours_id and h.person_id = (select me())));

-- What helps somebody is written by them, and read by those they chose, while they are in a circle together and across
-- no block. Whom they chose, they alone read; they choose among those who are in a circle with them.
create function people_who_show_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(owner_id), '{}') from safeguarding_helpsmereader
   where reader_id = me() and owner_id = any(my_mates()) and owner_id <> all(my_blocks()) $$;
grant select, insert, update (helps, hinders, calls, changed_at), delete on safeguarding_helpsme to entrepairs_person;
create policy seen on safeguarding_helpsme for select to entrepairs_person using (
  person_id = (select me()) or person_id = any((select people_who_show_me())::bigint[]));
create policy write on safeguarding_helpsme for insert to entrepairs_person with check (
  person_id = (select me()) and changed_at between now() and clock_timestamp());
create policy change on safeguarding_helpsme for update to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()) and changed_at between now() and clock_timestamp());
create policy remove on safeguarding_helpsme for delete to entrepairs_person using (person_id = (select me()));
grant select, insert, delete on safeguarding_helpsmereader to entrepairs_person;
create policy mine on safeguarding_helpsmereader for select to entrepairs_person using (owner_id = (select me()));
create policy choose on safeguarding_helpsmereader for insert to entrepairs_person with check (
  owner_id = (select me()) and reader_id = any((select my_mates())::bigint[])
  and reader_id <> all((select my_blocks())::bigint[]));
create policy unchoose on safeguarding_helpsmereader for delete to entrepairs_person using (owner_id = (select me()));

-- Things of a kind that a decision hides today: the last one about each holds.
create function hidden_things(a_kind text) returns text[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(r.thing), '{}') from safeguarding_report r join safeguarding_ruling d on d.report_id = r.id
   where r.kind = a_kind and d.outcome = 'hide' and d.agreed_at is not null and d.until >= today()
     and not exists (select from safeguarding_ruling later where later.report_id = r.id
       and later.agreed_at is not null and later.turn > d.turn) $$;

-- Who may call them; nobody else may.
grant execute on function people_who_show_me, my_reports, my_readings, decided_about_me, turns_i_rule, hidden_things
  to entrepairs_person;
