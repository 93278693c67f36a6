-- Who may answer or advise may read: one rule, for proposals, their versions and what is said about them. They are the
-- people who are in the group (members, who decide, and visitors, who advise), those who were when it ended, and who
-- coordinates an organisation that sponsors or manages it, which advises too.
create function reads_decisions_of(circle bigint) returns boolean language sql stable as
$$ select circle = any(my_group_pages()) or circle = any(my_backed_groups(true)) $$;

-- A version is closed at its date, without anybody or any job; before it, once everybody has answered.
create function is_closed(v decisions_version) returns boolean language sql stable as
$$ select least(v.closes_at, v.closed_at) <= statement_timestamp() $$;

-- The members of a group at a moment, who decide: nobody who only advises.
create function deciders_of(circle bigint, moment timestamptz) returns bigint[] language sql stable as
$$ select coalesce(array_agg(distinct m.person_id), '{}') from people_membership m
   left join vocabulary_concept r on r.id = m.role_id
   where m.circle_id = circle and m.since <= moment and (m.until is null or m.until > moment)
     and not coalesce((r.data ->> 'advises')::boolean, false) $$;

-- How many answers a version needs: two, or one in a group of one. The proposal of one person is not adopted by
-- silence.
create function answers_needed(circle bigint) returns int language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select case when circle = any(my_voting_circles())
     then least(2, cardinality(deciders_of(circle, statement_timestamp()))) end $$;

-- Closed versions of my groups that at least so many people have answered, and that were not taken back before.
create function my_closed_versions(answers int) returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(v.id), '{}') from decisions_version v join decisions_decision d on d.id = v.decision_id
   where d.circle_id = any(my_group_pages()) and is_closed(v)
     and least(v.closes_at, v.closed_at) <= coalesce(d.withdrawn_at, 'infinity')
     and (answers <= 0 or (select count(*) from decisions_answered a where a.version_id = v.id) >= answers) $$;

-- A proposal is read by the rule above, unless it was taken back before its first answers were shown. A member makes
-- one in their own name.
grant select, insert on decisions_decision to entrepairs_person;
create policy seen on decisions_decision for select to entrepairs_person using (
  not hidden and (circle_id = any((select my_group_pages())::bigint[])
    or circle_id = any((select my_backed_groups(true))::bigint[])));
create policy propose on decisions_decision for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and withdrawn_at is null and not hidden
  and made_at between now() and clock_timestamp()
  and circle_id = any((select my_voting_circles())::bigint[]) and circle_id = any((select my_open_circles())::bigint[])
  and exists (select from groups_group g where g.circle_id = decisions_decision.circle_id));

-- A version is read with its proposal. The first is written by who proposes, the next by any member, once the one
-- before it is closed: while people answer, nobody changes what they answer to.
create function may_write_version(a_decision bigint, a_number int) returns boolean language sql stable as
$$ select exists (select from decisions_decision d where d.id = a_decision and d.withdrawn_at is null
     and d.circle_id = any(my_voting_circles()) and d.circle_id = any(my_open_circles())
     and case when a_number = 1 then d.proposed_by_id = me()
       else exists (select from decisions_version v where v.decision_id = d.id and v.number = a_number - 1
         and is_closed(v)) end) $$;
grant select, insert on decisions_version to entrepairs_person;
create policy seen on decisions_version for select to entrepairs_person using (
  exists (select from decisions_decision d where d.id = decision_id));
create policy write on decisions_version for insert to entrepairs_person with check (
  made_by_id = (select me()) and closed_at is null and made_at between now() and clock_timestamp()
  and may_write_version(decision_id, number)
  and needed = answers_needed((select d.circle_id from decisions_decision d where d.id = decision_id)));

-- That somebody has answered is theirs alone to read; others read how many have.
grant select on decisions_answered to entrepairs_person;
create policy mine on decisions_answered for select to entrepairs_person using (person_id = (select me()));

-- Until a version is closed, an answer is read by nobody but who gave it under their name. Then the people of the group
-- read the objections; the other answers too, from eleven on. Organisations that advise read what came of it, and no
-- answer. Answers are written by answer_version() alone.
grant select on decisions_answer, decisions_namelessanswer to entrepairs_person;
create policy seen on decisions_answer for select to entrepairs_person using (
  person_id = (select me())
  or choice = 'objection' and version_id = any((select my_closed_versions(0))::bigint[])
  or version_id = any((select my_closed_versions(11))::bigint[]));
create policy seen on decisions_namelessanswer for select to entrepairs_person using (
  choice = 'objection' and version_id = any((select my_closed_versions(0))::bigint[])
  or version_id = any((select my_closed_versions(11))::bigint[]));

-- Questions, replies and advice are read with the proposal, and written by who reads it, in their own name, while the
-- group runs and the proposal stands. Who only advises is said to, and nobody else gives advice. One takes back one's
-- own, as long as nobody has replied.
-- A policy may not ask its own table: these two tell of proposals that I may read, and of no others.
create function is_question_of(a_remark bigint, a_decision bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from decisions_remark r join decisions_decision d on d.id = r.decision_id
     where r.id = a_remark and r.kind = 'question' and d.id = a_decision
       and not d.hidden and reads_decisions_of(d.circle_id)) $$;
create function has_replies(a_remark bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from decisions_remark r join decisions_decision d on d.id = r.decision_id
     where r.to_id = a_remark and not d.hidden and reads_decisions_of(d.circle_id)) $$;
grant select, insert, delete on decisions_remark to entrepairs_person;
create policy seen on decisions_remark for select to entrepairs_person using (
  exists (select from decisions_decision d where d.id = decision_id));
create policy write on decisions_remark for insert to entrepairs_person with check (
  author_id = (select me()) and written_at between now() and clock_timestamp()
  and exists (select from decisions_decision d join people_circle c on c.id = d.circle_id
    where d.id = decision_id and d.withdrawn_at is null and c.ended_at is null
      and advises = (d.circle_id <> all((select my_voting_circles())::bigint[])))
  and (to_id is null or is_question_of(to_id, decision_id)));
create policy take_back on decisions_remark for delete to entrepairs_person using (
  author_id = (select me()) and not has_replies(id));

-- A poll for a date is read by the people of the group, and by those who were when it ended. A member makes one, with
-- its dates, in their own name.
create function poll_is_open(p decisions_poll) returns boolean language sql stable as
$$ select p.chosen_at is null and p.closes_at > statement_timestamp() $$;
grant select, insert on decisions_poll to entrepairs_person;
create policy seen on decisions_poll for select to entrepairs_person using (
  circle_id = any((select my_group_pages())::bigint[]));
create policy ask on decisions_poll for insert to entrepairs_person with check (
  made_by_id = (select me()) and meeting_id is null and chosen_at is null
  and made_at between now() and clock_timestamp()
  and circle_id = any((select my_voting_circles())::bigint[]) and circle_id = any((select my_open_circles())::bigint[])
  and exists (select from groups_group g where g.circle_id = decisions_poll.circle_id));
grant select, insert on decisions_date to entrepairs_person;
create policy seen on decisions_date for select to entrepairs_person using (
  exists (select from decisions_poll p where p.id = poll_id));
create policy ask on decisions_date for insert to entrepairs_person with check (
  exists (select from decisions_poll p where p.id = poll_id and p.made_by_id = (select me()) and p.made_at >= now()));

-- Which dates suit whom is read by the people of the group, at once and with the name: everybody in it says so,
-- visitors too, until the poll is closed. Each changes their own.
grant select, insert, update (fits) on decisions_coming to entrepairs_person;
create policy seen on decisions_coming for select to entrepairs_person using (
  exists (select from decisions_date d where d.id = date_id));
create policy say on decisions_coming for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from decisions_date d join decisions_poll p on p.id = d.poll_id
    where d.id = date_id and poll_is_open(p) and p.circle_id = any((select my_open_circles())::bigint[])));
create policy change_mine on decisions_coming for update to entrepairs_person using (
  person_id = (select me()) and exists (select from decisions_date d join decisions_poll p on p.id = d.poll_id
    where d.id = date_id and poll_is_open(p) and p.circle_id = any((select my_open_circles())::bigint[])));

-- Who may call them; nobody else may.
grant execute on function
  reads_decisions_of, is_closed, answers_needed, my_closed_versions, may_write_version, is_question_of,
  has_replies, poll_is_open to entrepairs_person;
