// The audit log in the settings.
import type { Pairs } from "../../texts/pairs";

export const auditTexts = {
  title: ["Auditoría", "Audit"],
  about: [
    "Quién hizo y vio qué, y desde dónde. Nunca lo que se escribió.",
    "Who did and saw what, and from where. Never what was written.",
  ],
  who: ["Quién", "Who"],
  what: ["Qué", "What"],
  tenant: ["Tenant", "Tenant"],
  since: ["Desde", "Since"],
  when: ["Cuándo", "When"],
  from: ["Desde dónde", "From where"],
  any: ["Todo", "Any"],
  system: ["El sistema", "The system"],
  none: ["Nada así", "Nothing of the kind"],
  noneHelp: ["Prueba con otro filtro.", "Try another filter."],
  keep: ["Días que se guarda", "Days that it is kept"],
} as const satisfies Pairs;
