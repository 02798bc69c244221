export class Stream {
  readonly url: string;

  constructor(readonly options: StreamOptions) {
    this.url = options.url;
  }
}

export interface StreamOptions {
  url: string;
  token?: string;
  debug?: boolean;
}

export function openStream(options: StreamOptions): Stream {
  return new Stream(options);
}

export function loadNow(retries: number, id: string): string {
  return `${id} ${retries}`;
}

export function couple(right: unknown, left: unknown): string {
  return `${String(left)} ${String(right)}`;
}

export function log(message: string, scope: string): void {
  console.debug(scope, message);
}

export class Box {
  constructor(
    readonly name: string,
    readonly size: number,
  ) {}
}

export function connectTo(url: string, timeout = 10): string {
  return `${url} ${timeout}`;
}

export async function beginLater(id: string): Promise<string> {
  return id;
}

export function answer(): number {
  return 42;
}

export function launch(options: { url: string; now: boolean }): string {
  return `${options.url} ${options.now}`;
}

export function find(where: string, from = 1): string {
  return `${where} ${from}`;
}
