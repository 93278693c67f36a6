-- Of somebody whose wish I may see, and of nobody else: they have not paused. For few rows: it runs once a row, after
-- the cheaper questions.
create function shows_wish(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from pairs_wish w join people_person p on p.id = w.person_id
   where w.person_id = who and w.closed_at is null and w.room_for > 0 and p.paused_at is null and me() is not null
     and who <> all(my_blocks()) and (w.audience >= 4 or exists (select from people_affiliation a
       where a.person_id = who and a.organisation_id = any(my_organisations())
         and is_current(a.since, a.until)))) $$;

-- A wish is seen by its person and, while it stands, by its audience; never across a block, nor during a pause. Its
-- words with it.
grant select, insert, update (words, audience, room_for, closed_at) on pairs_wish to entrepairs_person;
create policy seen on pairs_wish for select to entrepairs_person using (
  person_id = (select me())
  or (closed_at is null and room_for > 0 and (select me()) is not null
    and person_id <> all((select my_blocks())::bigint[]) and shows_wish(person_id)));
create policy make_mine on pairs_wish for insert to entrepairs_person with check (person_id = (select me()));
create policy change_mine on pairs_wish for update to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));

-- Invitations to me of those who have paused since: their pause hides them here too, until a pair was made.
create function out_of_sight() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(i.id), '{}') from pairs_invitation i join people_person p on p.id = i.by_id
   where i.to_id = me() and i.accepted_at is null and p.paused_at is not null $$;

-- A proposal is seen by the two it is about, save by the one who blocked the other; to the blocked one it stands as it
-- was, and nothing of it tells of the block. It is made by someone whose wish stands, to someone whose wish they
-- may see. The person who proposed may withdraw it, for good. A yes is written under the system hat, because it makes a
-- circle for both. When the round of an organisation proposes, each has a line of their own to
-- answer: nobody sees the other's line, nor withdraws it, before both have said yes. A person who pauses is not shown
-- to those they invited, and invites nobody: a pause hides them here too, until a pair was made.
grant select, insert, update (withdrawn_at) on pairs_invitation to entrepairs_person;
create policy seen on pairs_invitation for select to entrepairs_person using (
  (by_id = (select me()) and to_id <> all((select blocked_by_me())::bigint[])
    and (organisation_id is null or accepted_at is not null))
  or (to_id = (select me()) and withdrawn_at is null and by_id <> all((select blocked_by_me())::bigint[])
    and id <> all((select out_of_sight())::bigint[])));
create policy propose on pairs_invitation for insert to entrepairs_person with check (
  by_id = (select me()) and accepted_at is null and circle_id is null and organisation_id is null
  and to_id <> all((select my_blocks())::bigint[])
  and not exists (select from people_person p where p.id = by_id and p.paused_at is not null)
  and exists (select from pairs_wish w where w.person_id = by_id and w.closed_at is null)
  and exists (select from pairs_wish w where w.person_id = to_id and w.closed_at is null));
create policy withdraw on pairs_invitation for update to entrepairs_person
  using (by_id = (select me()) and accepted_at is null and organisation_id is null)
  with check (by_id = (select me()) and accepted_at is null and withdrawn_at is not null);

-- The names of the two stand on a proposal.
create function my_invitations() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(case by_id when me() then to_id else by_id end), '{}') from pairs_invitation
   where (by_id = me() and (organisation_id is null or accepted_at is not null))
     or (to_id = me() and withdrawn_at is null and id <> all(out_of_sight())) $$;

-- A refusal is known to the person who refused, and to nobody else.
grant select, insert on pairs_refusal to entrepairs_person;
create policy mine on pairs_refusal for select to entrepairs_person using (person_id = (select me()));
create policy refuse on pairs_refusal for insert to entrepairs_person with check (person_id = (select me())
  and exists (select from pairs_invitation p where p.id = invitation_id and p.to_id = (select me())));

-- Whom I left out of my suggestions: mine to know, to say and to take back.
grant select, insert, delete on pairs_leftout to entrepairs_person;
create policy mine on pairs_leftout for select to entrepairs_person using (person_id = (select me()));
create policy say on pairs_leftout for insert to entrepairs_person with check (
  person_id = (select me()) and shows_wish(other_id));
create policy take_back on pairs_leftout for delete to entrepairs_person using (person_id = (select me()));

-- An agreement is seen by the members of the pair, for ever. Either proposes new words; only the other accepts them;
-- until then either sets them aside, also during a pause, in which nothing else is done. What both accepted is not
-- changed: newer words replace it.
grant select, insert, update (accepted_by_id, accepted_at, closed_at) on pairs_agreement to entrepairs_person;
create policy seen on pairs_agreement for select to entrepairs_person
  using (circle_id = any((select my_circles_ever())::bigint[]));
create policy propose on pairs_agreement for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and accepted_at is null and closed_at is null
    and circle_id = any((select my_open_circles())::bigint[]));
create policy answer on pairs_agreement for update to entrepairs_person
  using (accepted_at is null and closed_at is null and circle_id = any((select my_circles())::bigint[])
    and circle_id <> all((select my_blocked_pairs())::bigint[]))
  with check (accepted_by_id = (select me()) and proposed_by_id <> (select me())
      and circle_id = any((select my_open_circles())::bigint[])
    or accepted_by_id is null and closed_at is not null);

-- Who wants a pause: the two see it; each asks for it, and ends it, for themselves.
grant select, insert, delete on pairs_pause to entrepairs_person;
create policy seen on pairs_pause for select to entrepairs_person
  using (circle_id = any((select my_circles_ever())::bigint[]));
create policy pause on pairs_pause for insert to entrepairs_person with check (
  person_id = (select me()) and circle_id = any((select my_circles())::bigint[]));
create policy resume on pairs_pause for delete to entrepairs_person using (person_id = (select me()));

-- Rounds. Each says for themselves in whose rounds they may be; only they know, besides the job that works a round
-- out.
grant select, insert, delete on pairs_roundoptin to entrepairs_person;
create policy mine on pairs_roundoptin for select to entrepairs_person using (person_id = (select me()));
create policy say on pairs_roundoptin for insert to entrepairs_person with check (
  person_id = (select me()) and organisation_id = any((select my_organisations())::bigint[]));
create policy unsay on pairs_roundoptin for delete to entrepairs_person using (person_id = (select me()));

-- How much giving is much for somebody is theirs alone: they say it, change it and take it away.
grant select, insert, update (hours), delete on pairs_givingmark to entrepairs_person;
create policy mine on pairs_givingmark for select to entrepairs_person using (person_id = (select me()));
create policy say on pairs_givingmark for insert to entrepairs_person with check (person_id = (select me()));
create policy change on pairs_givingmark for update to entrepairs_person using (person_id = (select me()));
create policy unsay on pairs_givingmark for delete to entrepairs_person using (person_id = (select me()));

-- Who may call them; nobody else may.
grant execute on function
  out_of_sight, my_invitations, shows_wish to entrepairs_person;
