// The tenant's square mark and a person's round one, both by initials.
import type { Tenant } from "../server";

export function TenantMark({ tenant }: { tenant: Tenant }) {
  return (
    <span className="tenant-mark" aria-hidden="true">
      {tenant.nombre.slice(0, 2).toUpperCase()}
    </span>
  );
}

export function Avatar({ name }: { name: string }) {
  const initials = name
    .split(" ")
    .map((word) => word[0])
    .slice(0, 2);
  return (
    <span className="avatar" aria-hidden="true">
      {initials}
    </span>
  );
}
