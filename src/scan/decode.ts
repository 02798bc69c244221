import { isUtf8 } from 'node:buffer';
import type { LanguageId, SourceFile } from '../model/source-file.ts';
import { loadIconv } from './load-iconv.ts';

const UTF8_BOM = '\ufeff';

/** PEP 263: the encoding of a Python file is named by a comment in its first two lines, or by a byte order mark. */
const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
/** No line is looked at beyond so many bytes for it. */
const COOKIE_WITHIN = 512;
const blankOrComment = /^[ \t\f]*(?:#.*)?$/;

/** Why a file cannot be decoded and encoded back exactly. */
export interface Undecodable {
  readonly message: string;
}

/**
 * The bytes of a file as text, such that `encodeSource` gives the same bytes again; or why that cannot be.
 * @param decodeUtf8 decodes the bytes, which are valid UTF-8, without a byte order mark
 */
export function decodeSource(
  path: string,
  language: LanguageId,
  bytes: Buffer,
  decodeUtf8: () => string = () => bytes.toString('utf8').replace(/^\ufeff/, ''),
): SourceFile | Undecodable {
  const hasByteOrderMark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = language === 'python' ? declaredEncoding(bytes) : undefined;
  const encoding = normalName(declared ?? 'utf-8');
  if (hasByteOrderMark && encoding !== 'utf8')
    return { message: `it has a UTF-8 byte order mark and says that it is ${declared ?? ''}` };
  if (encoding === 'utf8') {
    if (!isUtf8(bytes)) return { message: 'it is not valid UTF-8, and names no other encoding' };
    return sourceFile(path, language, decodeUtf8(), encoding, hasByteOrderMark);
  }
  if (encoding === 'latin1') return sourceFile(path, language, bytes.toString('latin1'), encoding, false);
  const codecs = loadIconv();
  if (!codecs.encodingExists(encoding)) return { message: `its encoding ${declared ?? ''} is not known` };
  const text = codecs.decode(bytes, encoding, { stripBOM: false });
  // The comment that names the encoding is ASCII in every encoding that Python reads sources in.
  if (declaredEncoding(Buffer.from(text.slice(0, COOKIE_WITHIN), 'latin1')) !== declared)
    return { message: `it is not written in ${declared ?? ''}, which it names` };
  // A byte that the encoding lacks becomes the replacement character, which iconv-lite writes as such a byte again.
  if (text.includes('\ufffd') || !codecs.encode(text, encoding).equals(bytes))
    return { message: `it is not valid ${declared ?? ''}` };
  return sourceFile(path, language, text, encoding, false);
}

/**
 * The bytes of a text in the encoding of its file.
 * @returns undefined when the encoding lacks one of its characters
 */
export function encodeSource(
  text: string,
  { encoding, hasByteOrderMark }: Pick<SourceFile, 'encoding' | 'hasByteOrderMark'>,
): Buffer | undefined {
  if (encoding === 'utf8') return Buffer.from(hasByteOrderMark ? UTF8_BOM + text : text, 'utf8');
  const bytes = encoding === 'latin1' ? Buffer.from(text, 'latin1') : loadIconv().encode(text, encoding);
  const back =
    encoding === 'latin1' ? bytes.toString('latin1') : loadIconv().decode(bytes, encoding, { stripBOM: false });
  return back === text ? bytes : undefined;
}

function sourceFile(
  path: string,
  language: LanguageId,
  text: string,
  encoding: string,
  hasByteOrderMark: boolean,
): SourceFile {
  const ending = /\r\n?|\n/.exec(text)?.[0];
  return {
    path,
    language,
    text,
    encoding,
    hasByteOrderMark,
    lineEnding: ending === '\r\n' || ending === '\r' ? ending : '\n',
  };
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, COOKIE_WITHIN);
  if (!start.includes('coding')) return undefined;
  const [first = '', second = ''] = start.replace(/^\u00ef\u00bb\u00bf/, '').split(/\r\n?|\n/);
  return cookie.exec(first)?.[1] ?? (blankOrComment.test(first) ? cookie.exec(second)?.[1] : undefined);
}

/** The normal name that CPython's get_normal_name gives: the spellings of UTF-8 and Latin-1 that need no codec look-up. */
function normalName(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (/^utf-?8(?:-|$)|^u8$/.test(plain)) return 'utf8';
  if (/^(?:latin-?1|iso-?8859-1|iso-latin-1|l1)(?:-|$)/.test(plain)) return 'latin1';
  return /^(?:us-?)?ascii$/.test(plain) ? 'ascii' : plain;
}

/**
 * The bytes that an unsaved text has once it is saved.
 * @returns undefined when the encoding that it names lacks one of its characters, or is not known
 */
export function unsavedBytes(language: LanguageId, text: string): Buffer | undefined {
  const head = Buffer.from(text.slice(0, COOKIE_WITHIN));
  const encoding = normalName((language === 'python' ? declaredEncoding(head) : undefined) ?? 'utf-8');
  if (encoding !== 'utf8' && encoding !== 'latin1' && !loadIconv().encodingExists(encoding)) return undefined;
  return encodeSource(text, { encoding, hasByteOrderMark: false });
}
