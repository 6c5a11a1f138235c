-- Each office of the area beside every office of the area that stands above it.
with recursive above(code, over) as (
  select code, parent from scope where parent in (select code from scope)
  union
  select above.code, s.parent
  from above
  join scope s on s.code = above.over
  where s.parent in (select code from scope)
)
select code, over from above
