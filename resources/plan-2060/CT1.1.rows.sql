select o.unit, o.form as item, 'outreach' as register, o.uid
from outreach o
join scope s on s.code = o.unit and s.tier = 'commune'
join kept_up k on k.unit = o.unit and k.form = o.form
where o.retired is null and o.date between :year_start and :as_of
