select agreement_id as owner, * from agreements order by owner
