select person_id as owner, * from people order by owner
