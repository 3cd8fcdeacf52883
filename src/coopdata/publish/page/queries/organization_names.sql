select organization_id as owner, name, name_kind, language, documents
from organization_names order by owner, documents desc, name
