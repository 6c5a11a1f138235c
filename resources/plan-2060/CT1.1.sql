-- A commune counts when it has an event of its own of one same form in every quarter that is over.
select
  s.code as unit,
  coalesce(k.form, '') as item,
  :quarters > 0 and coalesce(k.kept, 0) = :quarters as n,
  1 as d,
  case when k.form is null then 'none' else (
    select group_concat(note, ';')
    from (
      select 'lacking:' || group_concat(q.value) as note
      from json_each('["I", "II", "III", "IV"]') q
      where q.key < :quarters and not (k.quarters >> q.key) & 1
      union all
      select 'now:' || ('["I", "II", "III", "IV"]' ->> (:quarter - 1))
      where not (k.any_quarters >> (:quarter - 1)) & 1
    )
  ) end as note
from scope s
left join kept_up k on k.unit = s.code
where s.tier = 'commune'
