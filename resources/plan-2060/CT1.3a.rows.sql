select s.unit, s.uid as item, 'reach' as register, r.uid
from reach r
join outreach o on o.uid = r.event and o.retired is null and o.date between :year_start and :as_of
join active_places s on s.uid = r.site
where r.retired is null and s.kind in (select value from json_each(:kinds))
