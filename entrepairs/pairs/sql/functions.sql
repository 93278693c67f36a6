-- Six months from when a no can have been said at the latest: counted from when it was, its end would tell the person
-- who proposed that it was; counted from the proposal, they would be shown each other before it is over.
create function not_to_propose(quiet interval) returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as $$
  select array(
    select unnest(my_pairs() || my_blocks() || me())
    union select other_id from pairs_leftout where person_id = me()
    union select to_id from pairs_invitation where by_id = me() and expires_at > statement_timestamp() - quiet
    union select by_id from pairs_invitation where to_id = me() and expires_at > statement_timestamp()
    union select p.by_id from pairs_refusal r join pairs_invitation p on p.id = r.invitation_id
      where r.person_id = me() and r.at > statement_timestamp() - quiet
    union select o.person_id from people_membership m join people_circle c on c.id = m.circle_id
      join people_membership o on o.circle_id = c.id
      where m.person_id = me() and c.kind = 'pair' and c.ended_at > statement_timestamp() - quiet)
$$;

-- [[[a code, …], …], …] as a condition: who has, in one of these ways, a code of each of its groups.
create function ways_to_find(ways jsonb, scopes bigint[]) returns text language sql immutable as $$
  select coalesce(string_agg(found, ' or '), 'false') from (
    select '(' || string_agg(format('codes_of(f.scope, f.person_id, f.lived, f.looked, f.brought) && %L::bigint[]',
      array(select (s << 20) | c::bigint from unnest(scopes) s, jsonb_array_elements_text(codes) c)), ' and ') || ')'
        as found
    from jsonb_array_elements(ways) with ordinality w (way, number), jsonb_array_elements(way) codes group by number) t
$$;
-- The statutes that a limit of mine leaves out: what I told counts, not what is asked.
create function left_out_by_my_limits() returns text[] language sql stable security definer
  set search_path = app, public, pg_temp as $$
  select array(select jsonb_array_elements_text(c.data -> 'excludes_statutes')
    from people_facet f join vocabulary_concept c on c.id = f.concept_id where f.person_id = me() and f.kind = 'limit')
$$;
create function might_suit(asked jsonb, quiet interval, most int)
returns table (person_id bigint, score float8, shared float8, to_me float8, to_them float8, road float8, times float8,
  near float8, same boolean)
language plpgsql stable security definer set search_path = app, public, pg_temp as $$
declare
  w record;
  mine bigint[] := my_organisations();
  scopes bigint[] := array_append(mine, 0::bigint);
  ways text := ways_to_find(asked -> 'ways', scopes);
begin
  if me() is null then return; end if;
  select * into w from weights_for_me();
  return query execute format($sql$
    select t.person_id, t.score, t.shared, t.to_me, t.to_them, t.road, t.times, t.near, t.same from (
      select f.person_id, p.*, greatest(0, least(1,
          (%1$s::float8 * p.shared + %2$s::float8 * p.exchange + %3$s::float8 * p.road + %4$s::float8 * p.times +
            %5$s::float8 * p.near
            + %6$s::float8 * p.same::int) / %7$s::float8)) as score
      -- Who told the same things may be more than was reckoned: no more than so many are compared.
      from (select * from suggestions_finderrow f where (%13$s) and ($17 is null or f.person_id = $17) limit $18) f
      cross join lateral (select %8$s as shared, %9$s as to_me, %10$s as to_them,
          case when f.latitude is not null and $1 is not null then
            kilometres_between($1, $2, f.latitude, f.longitude) end as km,
          15 & ~ ($3 | f.refused::int) as means
        offset 0) a
      cross join lateral (select a.to_me / (a.to_me + %11$s::float8) as me, a.to_them / (a.to_them + %11$s::float8)
        as them offset 0) b
      cross join lateral (select a.shared / (a.shared + %11$s::float8) as shared, b.me as to_me, b.them as to_them,
          (1 - %12$s::float8) * case when b.me + b.them > 0 then 2 * b.me * b.them / (b.me + b.them) else 0 end
            + %12$s::float8 * greatest(b.me, b.them) as exchange,
          coalesce((array[0.5, 1.0, 0.7, 0.4, 0.2, 0.1, 0.0, 0.0]::float8[])[least(abs(f.road - $4), 7) + 1], 0)
            as road,
          least(bit_count((f.slots & $5)::bit(21)), 6) / 6.0::float8 as times,
          coalesce(20 / (20 + a.km), 0) as near,
          f.scope <> 0 and f.shown as same
        offset 0) p
      where f.person_id <> all($6)
        and (f.limits = 0::bit(64) or f.limits & ($7 | case when f.scope = 0 then 0::bit(64) else $8 end) = 0::bit(64))
        and (%14$s)
        -- Who told no times has all of the 21, less those that a limit refuses.
        and told_or_all_slots(f.slots) & told_or_all_slots($5) & ~ (f.no_slots | $10) <> 0
        and a.means <> 0 and (a.means & 7 <> 0 or (a.km <= $11 + f.radius_km) is not false)
        -- One line each: an organisation that we share knows more than the network. Before the best are
        -- taken, not after: the lines of the network that do not count may well be the first.
        and not exists (select from suggestions_finderrow o
          where o.person_id = f.person_id and o.scope = any($14) and o.scope > f.scope)
        and (f.scope = 0 or not $15) and f.person_id <> all($16) and f.person_id <> all($19)
      order by score desc, hashint8extended(f.person_id, $12) limit $13
    ) t order by t.score desc, hashint8extended(t.person_id, $12)
  $sql$, w.shared, w.exchange, w.road, w.times, w.near, w.same_facility,
    w.shared + w.exchange + w.road + w.times + w.near + greatest(w.same_facility, 0),
    terms(asked -> 'lived', 'lived', w.heading), terms(asked -> 'needs', 'brought', w.heading),
      terms(asked -> 'offers', 'looked', w.heading),
    w.half, w.one_sided, ways,
    (select coalesce(string_agg(format('get_bit(f.languages, %s) = 1', l::int), ' or ') || ' or f.languages = $9',
      'true')
     from jsonb_array_elements_text(asked -> 'languages') l))
  using (asked ->> 'latitude')::float8, (asked ->> 'longitude')::float8, (asked ->> 'refused')::int,
    (asked ->> 'road')::int, (asked ->> 'slots')::int,
    not_to_propose(quiet), (asked ->> 'conflicts')::bit(64) | limits_on_my_statutes(),
      (asked ->> 'not_of_mine')::bit(64),
    0::bit(128), (asked ->> 'no_slots')::int, (asked ->> 'radius')::int, (asked ->> 'turn')::bigint, most, mine,
    (asked ->> 'nobody_of_mine')::boolean,
      people_with_statute(left_out_by_my_limits()), (asked ->> 'only')::bigint,
    (asked ->> 'compared')::bigint, hidden_profiles();
end $$;

-- For how many more peers each of these has room: what their wish says, less what rounds have proposed to them lately.
-- Such a place is held for as long as the invitation could be answered, whatever was answered and across a block too:
-- freed before, the next round would name those who said no. (A yes that made a pair has taken its place from the
-- wish.)
-- Only those who are in the rounds of this organisation: their wish stands, they are of it, they said so, and no
-- decision hides what they tell.
create function in_rounds(organisation bigint) returns table (person_id bigint, room integer, since timestamptz)
language sql stable security definer set search_path = app, public, pg_temp as $$
  select w.person_id, w.room_for - count(p.id)::integer, w.made_at
  from pairs_roundoptin g join pairs_wish w on w.person_id = g.person_id and w.closed_at is null and w.room_for > 0
  join people_person who on who.id = g.person_id and who.paused_at is null
  left join pairs_invitation p on p.to_id = g.person_id and p.organisation_id is not null and p.accepted_at is null
    and p.expires_at > statement_timestamp()
  where g.organisation_id = organisation and g.person_id <> all(hidden_profiles()) and exists (
    select from people_affiliation a where a.person_id = g.person_id and a.organisation_id = organisation
      and is_current(a.since, a.until))
  group by w.id
$$;

-- Whom nobody proposes to each other: across a block, peers now or until lately, proposed to each other lately (and
-- so every "no"), or one said that the other is not for them.
create function kept_apart(people bigint[], lately interval) returns table (one_id bigint, other_id bigint)
language sql stable security definer set search_path = app, public, pg_temp as $$
  select least(a, b), greatest(a, b) from (
    select person_id, blocked_id from people_block where person_id = any(people) and blocked_id = any(people)
    union all select person_id, other_id from pairs_leftout where person_id = any(people) and other_id = any(people)
    union all select by_id, to_id from pairs_invitation
      where by_id = any(people) and to_id = any(people) and expires_at > statement_timestamp() - lately
    union all select m.person_id, o.person_id from people_membership m join people_circle c on c.id = m.circle_id
      join people_membership o on o.circle_id = c.id and o.person_id <> m.person_id
      where c.kind = 'pair' and (c.ended_at is null or c.ended_at > statement_timestamp() - lately)
        and m.person_id = any(people) and o.person_id = any(people)) t (a, b)
  group by 1, 2
$$;

-- Which of these twos may be proposed to each other in a round of this organisation: every must, asked again of what
-- is so now, and of nothing that was told to fewer than the organisation (save limits, which always hold).
create function may_be_suggested(ones bigint[], others bigint[], organisation bigint, lately interval)
returns table (one_id bigint, other_id bigint) language sql stable security definer
  set search_path = app, public, pg_temp as $$
  with two as materialized (select one, other from unnest(ones, others) t (one, other)),
  here as materialized (select person_id from in_rounds(organisation) where room > 0),
  told as materialized (
    select f.person_id, array_agg(f.concept_id) filter (where f.kind = 'language') as languages, max(f.slots) as slots,
      max(p.latitude) as latitude, max(p.longitude) as longitude, max(f.radius_km) as radius
    from people_facet f left join vocabulary_place p on p.geoname_id = f.place_id
    where f.person_id = any(ones || others) and f.kind in ('language', 'availability', 'place') and f.audience >= 3
    group by f.person_id)
  select t.one, t.other from two t
  left join limits_between(ones, others) l on l.one_id = t.one and l.other_id = t.other
  left join told a on a.person_id = t.one left join told b on b.person_id = t.other
  cross join lateral (select
    coalesce((select bit_or(slots_of(v)) from unnest(l.no_times) v), 0) as never,
    'in_person' = any(coalesce(l.no_means, '{}')) as not_in_person,
    coalesce(l.no_means, '{}') @> '{phone,video,in_writing}' as only_in_person,
    kilometres_between(a.latitude, a.longitude, b.latitude, b.longitude) > a.radius + b.radius as far) m
  where t.one in (select person_id from here) and t.other in (select person_id from here)
    and not coalesce(l.apart, false)
    and coalesce(a.languages && b.languages, true)
    and told_or_all_slots(a.slots) & told_or_all_slots(b.slots) & ~m.never <> 0
    and not (m.only_in_person and (m.not_in_person or coalesce(m.far, false)))
    and not exists (select from kept_apart(ones || others, lately) k
                    where k.one_id = least(t.one, t.other) and k.other_id = greatest(t.one, t.other))
$$;
grant execute on function in_rounds(bigint), kept_apart(bigint[], interval),
  may_be_suggested(bigint[], bigint[], bigint, interval) to entrepairs_system;

-- The invitation that says that this person would like to know me: one they sent, or their yes when a round proposed
-- both of us and I said yes as well. Never across a block. Of what it reads I may see a part only: it is asked once
-- I have said, in this transaction, that I would like to know them, and told by the pair that is made of it at once.
create function wants_to_know_me(other bigint) returns bigint language sql stable security definer
set search_path = app, public, pg_temp as $$
  select i.id from pairs_invitation i
  where i.by_id = other and i.to_id = me() and other <> all(my_blocks())
    and not exists (select from people_person p where p.id = other and p.paused_at is not null)
    and exists (select from ledger_deed d where d.by_person = me() and d.about_person = other and d.room = 'pairs'
      and d.verb = 'invite' and d.at >= now())
    and i.withdrawn_at is null and i.accepted_at is null and i.expires_at > statement_timestamp()
    and (i.organisation_id is null or exists (
      select from pairs_invitation mine where mine.by_id = me() and mine.to_id = other and mine.yes_at is not null
        and mine.withdrawn_at is null and mine.accepted_at is null and mine.expires_at > statement_timestamp()))
  order by i.id limit 1
$$;

-- An invitation of mine, made in this transaction, reaches the person invited: they are told. A limit of theirs, which
-- may be hidden from me, says no for them instead: silently, as they would themselves. They are not disturbed, and find
-- it among what they put off. Which of the two it was is told to nobody.
create function deliver_invitation(invitation bigint) returns void language plpgsql security definer
set search_path = app, public, pg_temp as $$
declare
  made pairs_invitation;
begin
  select * into made from pairs_invitation i where i.id = invitation and i.by_id = me() and i.made_at >= now();
  if made.id is null then
    return;
  end if;
  if limits_refuse(made.to_id, made.by_id) then
    insert into pairs_refusal (invitation_id, person_id, at, by_limit)
      values (made.id, made.to_id, statement_timestamp(), true);
  else
    perform tell_notice(array[made.to_id], 'invitation', made.key, '/pairs/invitations/', null, made.by_id, false);
  end if;
end $$;

-- Invitations that wait for this person's answer: Today and the notices ask the same.
create function invitations_to_answer(person bigint) returns setof pairs_invitation language sql stable as
$$ select i.* from pairs_invitation i
   where i.to_id = person and i.accepted_at is null and i.withdrawn_at is null and i.yes_at is null
     and i.expires_at > statement_timestamp()
     and not exists (select from pairs_refusal r where r.invitation_id = i.id) $$;

-- Which invitations to me cannot be accepted now: for want of my own room, or else why is not told, for how many peers
-- the other has found is theirs. What a yes would be answered is said before it. A wish that was closed by hand keeps
-- its room, as find_full() in Python says.
create function invitations_not_possible() returns table (invitation_id bigint, mine_is_full boolean)
language sql stable security definer set search_path = app, public, pg_temp as $$
  with room as (
    select distinct on (w.person_id) w.person_id, w.room_for from pairs_wish w
    where w.person_id = me() or w.person_id in (select by_id from pairs_invitation where to_id = me())
    order by w.person_id, w.made_at desc, w.id desc)
  select i.id, coalesce(mine.room_for, 0) = 0
  from pairs_invitation i join people_person p on p.id = i.by_id and p.paused_at is null
  left join room mine on mine.person_id = i.to_id left join room theirs on theirs.person_id = i.by_id
  where i.to_id = me() and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > statement_timestamp()
    and i.yes_at is null and i.by_id <> all(blocked_by_me())
    and (coalesce(mine.room_for, 0) = 0 or coalesce(theirs.room_for, 0) = 0)
$$;

-- Until when what this room told waits. An invitation: of one person, or of a round.
create function invitation_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from invitations_to_answer(person) i where about in (i.key, 'round-' || i.round_id)) $$;
create function yes_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c where c.key = yes_waits.about and c.ended_at is null) $$;
create function agreement_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c where c.key = split_part(agreement_waits.about, ':', 1)
     and case split_part(agreement_waits.about, ':', 2)
       when 'pause' then c.paused_at is not null and c.ended_at is null
       when 'resume' then c.paused_at is null and c.ended_at is null
       when 'words' then c.ended_at is null and exists (
         select from pairs_agreement a
         where a.id = split_part(agreement_waits.about, ':', 3)::bigint
           and a.accepted_at is null and a.closed_at is null)
       else true end) $$;

-- Neither withdrawn, accepted nor over. A refusal, which its sender cannot see, waits.
create function still_waits(i pairs_invitation) returns boolean language sql stable as
$$ select i.withdrawn_at is null and i.accepted_at is null and i.expires_at > statement_timestamp() $$;

-- Part of a no to a round: the yes that I had said, before the other said theirs, is taken back.
create function take_back_my_yes(invitation bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update pairs_invitation i set yes_at = null where i.id = invitation and i.to_id = me() and still_waits(i) $$;

-- Part of a block: what I sent them is withdrawn, as any sender may do; what I received stays as if I had not answered.
-- What a round asked them nobody can withdraw: it stays until it is over.
create function close_invitations_across(other bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as $$
  update pairs_invitation i set withdrawn_at = statement_timestamp()
    where i.by_id = me() and i.to_id = other and i.organisation_id is null and still_waits(i);
  insert into pairs_refusal (invitation_id, person_id, by_limit)
    select i.id, me(), false from pairs_invitation i where i.by_id = other and i.to_id = me() and still_waits(i)
    on conflict do nothing;
$$;

-- Part of a pause: of my invitations, what was told and not seen waits, due in a day that does not come; and its end.
create function hold_back_my_invitations() returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update notices_notice n set due_at = '2200-01-01Z' where n.kind = 'invitation' and n.seen_at is null
     and n.about in (select i.key from pairs_invitation i where i.by_id = me() and still_waits(i)) $$;
create function let_my_invitations_go() returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update notices_notice n set told_at = statement_timestamp(), due_at = statement_timestamp()
   where n.kind = 'invitation' and n.due_at = '2200-01-01Z'
     and n.about in (select i.key from pairs_invitation i where i.by_id = me() and still_waits(i)) $$;

-- What waits for me in each of my pairs: words of an agreement to accept, something to read.
create function waiting_in_pairs() returns table (circle_id bigint, number int) language sql stable as
$$ select r.circle_id,
     (select count(*) from pairs_agreement a
      where a.circle_id = r.circle_id and a.circle_id = any((select my_open_circles())::bigint[])
        and a.proposed_by_id <> me() and a.accepted_at is null and a.closed_at is null)::int + r.unread
   from unread_by_circle('pair') r $$;

-- Who may call them; nobody else may.
grant execute on function
  waiting_in_pairs, take_back_my_yes, close_invitations_across, hold_back_my_invitations, let_my_invitations_go,
  invitations_to_answer, invitations_not_possible, wants_to_know_me, deliver_invitation, might_suit
  to entrepairs_person;
