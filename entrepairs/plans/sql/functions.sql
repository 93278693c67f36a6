-- A person starts a plan: its circle, in which they are alone, and which is of no organisation.
create function start_plan(a_key text, a_name text, a_template text) returns bigint language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  made bigint;
begin
  if me() is null then
    raise insufficient_privilege using message = 'a person starts a plan';
  end if;
  insert into people_circle (key, kind, name, about, open, started_at)
    values (a_key, 'plan', a_name, '', false, statement_timestamp()) returning id into made;
  insert into plans_plan (circle_id, holder_id, template) values (made, me(), a_template);
  insert into people_membership (circle_id, person_id, since, asked_by)
    values (made, me(), statement_timestamp(), 'self');
  return made;
end $$;

-- Its holder gives it another name.
create function name_plan(circle bigint, a_name text) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update people_circle set name = a_name where id = circle and ended_at is null and id = any(my_held_plans())
   returning true $$;

-- I enter the plan to which I am invited: as a service, while I am in that organisation. People enter one plan
-- one after the other: what keeps two apart sees who has just entered. Says whether I am in.
create function enter_plan(an_invitation bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  asked plans_planinvitation;
begin
  perform from people_circle c join plans_planinvitation i on i.plan_id = c.id
    where i.id = an_invitation and i.person_id = me() for update of c;
  select * into asked from plans_planinvitation where id = an_invitation and id = any(my_plan_invitations())
    for update;
  if asked.id is null
     or asked.organisation_id is not null and asked.organisation_id <> all(my_organisations()) then
    return false;
  end if;
  insert into people_membership (circle_id, person_id, since, asked_by)
    values (asked.plan_id, me(), statement_timestamp(), 'peer');
  insert into plans_participant (plan_id, person_id, relation, organisation_id, since)
    values (asked.plan_id, me(), asked.relation, asked.organisation_id, statement_timestamp());
  update plans_planinvitation set accepted_at = statement_timestamp() where id = asked.id;
  return true;
end $$;

-- What waits for me in each of my plans: commitments asked of me, something to read in its conversation or notes.
create function waiting_in_plans() returns table (circle_id bigint, number int) language sql stable as
$$ select r.circle_id,
     (select count(*) from plans_commitment o where o.plan_id = r.circle_id and o.person_id = me()
        and o.accepted_at is null and o.done_at is null and o.ended_at is null)::int + r.unread
     + (exists (select from notices_notice n join people_circle c on c.id = r.circle_id where n.person_id = me()
          and n.kind = 'plan_note' and n.seen_at is null and split_part(n.about, ':', 1) = c.key))::int
   from unread_by_circle('plan') r $$;

-- Those who leave a plan of mine, and those who write in it, do so one after the other.
create function hold_plan(circle bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select from people_circle where id = circle and kind = 'plan' and id = any(my_circles()) for update $$;

-- Tells whom I invite to my plan; nobody of whom a setting keeps the invitation away.
create function tell_of_plan_invitation(an_invitation bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array[i.person_id], 'plan_door', c.key || ':' || i.key, '/plans/', null, me(), false)
   from plans_planinvitation i join people_circle c on c.id = i.plan_id join plans_plan p on p.circle_id = c.id
   where i.id = an_invitation and p.holder_id = me() and plan_door_waits(i.person_id, c.key || ':' || i.key) $$;

-- A circle ends for all in it: for functions and triggers that have asked who may.
create function end_circle_for_all(circle bigint) returns void language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update people_circle set ended_at = statement_timestamp() where id = circle and ended_at is null;
  update people_membership set until = statement_timestamp()
    where circle_id = circle and (until is null or until > statement_timestamp());
  delete from meetings_meeting t where t.circle_id = circle and t.starts_at > statement_timestamp()
    and t.held is null and t.cancelled_at is null;
end $$;

-- Until when what this room told waits. `about` is the key of the circle, then what it is about.
create function plan_door_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from plans_planinvitation i join people_circle c on c.id = i.plan_id
     join plans_plan p on p.circle_id = c.id
     where i.key = split_part(plan_door_waits.about, ':', 2) and i.person_id = person
       and plan_invitation_waits(i) and c.ended_at is null
       and not exists (select from plans_declined d where d.invitation_id = i.id)
       and not exists (select from people_block b
         where (b.person_id, b.blocked_id) in ((person, p.holder_id), (p.holder_id, person)))
       and not kept_out(person, i.plan_id, i.organisation_id)) $$;
create function plan_asked_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from plans_commitment o where o.key = split_part(plan_asked_waits.about, ':', 2)
     and o.person_id = person and o.accepted_at is null and o.ended_at is null) $$;
create function plan_note_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from conversations_journalentry e join plans_plan p on p.circle_id = e.circle_id
     join people_circle c on c.id = p.circle_id
     where e.key = split_part(plan_note_waits.about, ':', 2) and p.holder_id = person and c.ended_at is null) $$;
create function plan_review_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from plans_plan p join people_circle c on c.id = p.circle_id
     where c.key = split_part(plan_review_waits.about, ':', 1) and c.ended_at is null and p.holder_id = person
       and to_char(p.review_on, 'YYYYMMDD') = split_part(plan_review_waits.about, ':', 2)) $$;
create function plan_ended_waits(person bigint, about text) returns boolean language sql stable as $$ select true $$;

-- What I wrote in the conversations of plans in which I am no more, and which I do not see: my own words stay mine.
create function my_words_in_former_plans()
returns table (id bigint, body text, sent_at timestamptz) language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select m.id, m.body, m.sent_at from conversations_message m join people_circle c on c.id = m.circle_id
   where c.kind = 'plan' and m.author_id = me() and m.taken_back_at is null
     and c.id <> all(my_circles()) and c.id <> all(my_held_plans()) $$;

-- Who may call them; nobody else may.
grant execute on function
  waiting_in_plans, start_plan, name_plan, enter_plan, hold_plan, tell_of_plan_invitation,
  my_words_in_former_plans to entrepairs_person;
