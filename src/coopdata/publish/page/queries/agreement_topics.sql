select agreement_id as owner, topic, sector_code from agreement_topics order by owner, topic
