select s.code as unit, substr(m.date, 1, 7) as item, 'media' as register, m.uid
from media m
join scope s on s.tier = 'province'
where m.retired is null
  and m.unit in (select code from scope)
  and m.outlet in (select value from json_each(:outlets))
  and substr(m.date, 1, 7) in (select value from json_each(:months_over))
