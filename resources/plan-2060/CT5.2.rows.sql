select :area as unit, '' as item, 'trainings' as register, t.uid
from trainings t
join scope s on s.code = t.unit
where t.retired is null and t.date <= :as_of and t."group" in (select value from json_each(:groups))
union all
select :area, '', 'figures', uid from staff where figure in (select value from json_each(:figures))
