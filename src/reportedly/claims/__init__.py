"""Read sentences to drafts of claims: triggers, roles, speakers, status, hedges, counts."""
