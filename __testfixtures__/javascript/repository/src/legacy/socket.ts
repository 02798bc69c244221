export default class LegacySocket {}
export class OldManager {}
export const OTHER = (): number => 1;
export const KEPT = 2;
