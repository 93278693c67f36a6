-- The address mails go to: one's own, once it was shown to be. Accounts themselves are closed to the person hat.
create function my_address() returns text language sql stable security definer set search_path = app, public, pg_temp as
$$ select a.email from accounts_account a where a.person_id = me() and a.is_active
   and exists (select from account_emailaddress e
     where e.user_id = a.id and e.verified and lower(e.email) = lower(a.email)) $$;

-- Whether somebody has ever come in, or could: then they have a life here that another could read.
create function has_come_in(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from accounts_account a where a.person_id = who and (
       a.last_login is not null
       or (a.password <> '' and a.password not like '!%')
       or exists (select from account_emailaddress e where e.user_id = a.id and e.verified)
       or exists (select from mfa_authenticator m where m.user_id = a.id)))
   or exists (select from accounts_entrycode c where c.person_id = who and (c.purpose = 'recovery' or c.used_at is not
     null)) $$;

-- Whether a code made for one of the people whom I coordinate would wait. Of others it tells nothing.
create function code_would_wait(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select i_coordinate(who) and has_come_in(who) $$;

-- The codes that others made to come in as me, and nobody has used: since when, from when they open, and who made
-- them, whatever audience they chose for their name. Of those whom I blocked, without the name; if they blocked me
-- since, it stays, or its absence would tell.
create function codes_made_for_me()
returns table (issued_at timestamptz, opens_at timestamptz, maker_key varchar, maker varchar) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select c.issued_at, c.opens_at, coalesce(p.key, ''), coalesce(p.name, '') from accounts_entrycode c
   left join people_person p on p.id = c.issued_by_id and p.id <> all((select blocked_by_me())::bigint[])
   where c.person_id = me() and c.purpose = 'entry' and c.used_at is null
     and (c.expires_at is null or c.expires_at > statement_timestamp()) $$;

-- Where I am signed in: a name of each session, which opens nothing, and what it keeps of its device.
create function my_sessions() returns table (name text, device varchar, signed_in_at timestamptz, mark varchar)
  language sql stable security definer set search_path = app, public, pg_temp as
$$ select left(encode(sha256(convert_to(s.session_key, 'UTF8')), 'hex'), 20), s.device, s.signed_in_at, s.mark
   from accounts_session s join accounts_account a on a.id = s.account_id
   where a.person_id = me() and s.expire_date > statement_timestamp() $$;

-- Signs out one of my devices, by that name.
create function end_my_session(a_name text) returns void language sql security definer
  set search_path = app, public, pg_temp as
$$ delete from accounts_session s using accounts_account a
   where a.id = s.account_id and a.person_id = me()
     and left(encode(sha256(convert_to(s.session_key, 'UTF8')), 'hex'), 20) = a_name $$;

-- Who is in an organisation that I coordinate, and how each may come in: 'in' when they have a way in, 'carded' when a
-- card of theirs still opens, else 'none'. Across no block. To its other people it tells the same about themselves, and
-- about nobody else; of other organisations it tells nothing. With `who`, of that person only.
create function cards_of(organisation bigint, who bigint default null)
returns table (person_id bigint, key varchar, name varchar, folded varchar, language varchar, added_at timestamptz,
  state text, given_at timestamptz, mark varchar)
language sql stable security definer set search_path = app, public, pg_temp as $$
  select p.id, p.key, p.name, p.folded, p.language, p.created_at,
    case when exists (select from accounts_account o where o.person_id = p.id) then 'in'
      when c.given_at is not null then 'carded' else 'none' end,
    c.given_at, coalesce(m.words, '')
  from people_affiliation a join people_person p on p.id = a.person_id
  left join lateral (select max(e.issued_at) as given_at from accounts_entrycode e
    where e.person_id = p.id and e.purpose = 'entry' and e.used_at is null
      and (e.expires_at is null or e.expires_at > statement_timestamp())
      and (e.opens_at is null or e.opens_at <= statement_timestamp())) c on true
  left join accounts_cardmark m on m.person_id = p.id and m.organisation_id = a.organisation_id
  where a.organisation_id = organisation and (who is null or a.person_id = who)
    and (a.person_id = (select me()) or organisation = any((select my_coordinations())::bigint[]))
    and is_current(a.since, a.until) and p.id <> all((select my_blocks())::bigint[])
$$;

-- Who may call them; nobody else may.
grant execute on function
  cards_of, code_would_wait, codes_made_for_me, end_my_session, my_address, my_sessions to entrepairs_person;
