import type { Audit } from '../../model/audit.ts';
import { printableJson } from '../escape.ts';

/** The audit for programs; its schema is schema/audit.json. Stable from run to run and machine to machine. */
export function auditJson(audit: Audit): string {
  return printableJson({ schemaVersion: 1, command: 'audit', ...audit });
}
