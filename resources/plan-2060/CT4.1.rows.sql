select m.unit, min(m.uid) over (partition by m.unit) as item, 'models' as register, m.uid
from models m
join scope s on s.code = m.unit and s.tier = 'commune'
where m.retired is null
  and m.status in (select value from json_each(:statuses))
  and (m.started is null or m.started <= :as_of)
