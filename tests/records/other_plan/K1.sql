select l.unit, l.form as item, 1 as n, 2 as d from loud l join scope on code = l.unit
