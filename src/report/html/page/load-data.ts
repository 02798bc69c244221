import type { DiffData, ReportData } from '../report-data.ts';

/** The data that the page holds. */
export async function loadData(): Promise<ReportData> {
  const packed = bytesOf(document.getElementById('data')?.textContent ?? '');
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as ReportData;
}

/** The bytes of a diff, as `git apply` takes them. */
export function diffBytes(diff: DiffData): Uint8Array<ArrayBuffer> {
  return typeof diff === 'string' ? new TextEncoder().encode(diff) : bytesOf(diff.base64);
}

/** A diff as it is shown. Text that is not UTF-8 is read as Latin-1. */
export function diffText(diff: DiffData): string {
  return typeof diff === 'string' ? diff : new TextDecoder('latin1').decode(bytesOf(diff.base64));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k);
  return bytes;
}
