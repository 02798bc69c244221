export class Feed {
  constructor(
    readonly url: string,
    readonly token?: string,
    readonly debug = false,
  ) {}
}

export async function load(id: string, retries = 3): Promise<string> {
  return `${id} ${retries}`;
}

export function pair(left: unknown, right?: unknown): string {
  return `${String(left)} ${String(right)}`;
}

export function trace(scope: string, message: string, level?: number): void {
  console.debug(scope, message, level);
}

export function make(name: string, size = now()): { name: string; size: number } {
  return { name, size };
}

export function settings({ url, timeout = 10 }: { url: string; timeout?: number; verbose?: boolean }): string {
  return `${url} ${timeout}`;
}

export function begin(id: string): string {
  return id;
}

export function refused(): never {
  throw new Error('gone');
}

export function seek(where: string, from?: number): string {
  return `${where} ${String(from)}`;
}

export default function start(url: string): string {
  return url;
}

function now(): number {
  return Date.now();
}
