select
  b.unit,
  b.uid as item,
  iif(b.planned < :least, 0, coalesce(b.spent, 0)) as n,
  iif(b.planned < :least, 0, b.planned) as d,
  iif(b.planned < :least, 'small:' || b.source, '') as note
from budget b join scope on code = b.unit
where b.retired is null and b.year = :year and :as_of >= :from
