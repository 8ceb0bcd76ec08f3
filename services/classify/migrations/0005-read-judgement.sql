create view read.judgement as
  select j.model_id, m.project_id, j.basis, m.classes, j.objects, j.actual, j.predicted
    from judgement j join model m on m.id = j.model_id;
