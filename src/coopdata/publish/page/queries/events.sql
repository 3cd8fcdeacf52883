select event_id as owner, * from events order by owner
