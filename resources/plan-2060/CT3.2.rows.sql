select unit, '' as item, 'figures' as register, this_uid as uid from crime_years where this_uid is not null
union all
select unit, '', 'figures', uid_before from crime_years where uid_before is not null
