import { ExpectedStop } from '../model/errors.ts';

/** The first second of a day in UTC, since 1970. @throws ExpectedStop for what is no date */
export function startOfDay(flag: string, day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  if (time === undefined || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(day))
    throw new ExpectedStop(`${flag} ${day} is no date`, 'write it as YYYY-MM-DD');
  return time.getTime() / 1000;
}
