-- Beside "My circles": mandates proposed to me.
select count(*) from mandates_mandate m where m.person_id = me() and mandate_is_proposed(m)
