select i.unit, '' as item, 'integration' as register, i.uid
from integration i
join scope s on s.code = i.unit and s.tier = 'district'
where i.retired is null
  and i.year = :year
  and i.document_date <= :as_of
  and i.programme in (select value from json_each(:programmes))
