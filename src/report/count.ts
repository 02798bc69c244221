/** `1,624` */
export function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3}){1,5}$)/g, ',');
}

/** `1 file`, `1,624 files` */
export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}
