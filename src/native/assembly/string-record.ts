/** The records of string literals. */
import { UNSURE } from './import-statement';
import { write, writeOffset } from './memory';
import { isFormatString, unterminatedAt } from './strings';

/** The record is not of a statement but of a string literal, prefix excluded. */
const STRING: i32 = 64;
/** It is an f-string or a t-string. */
const FORMAT_STRING: i32 = 128;
/** Write the record of the string whose quote is at `quote`, in the layout of a statement without names. */
export function writeString(quote: i32, close: i32): void {
  write(STRING | (isFormatString(quote) ? FORMAT_STRING : 0) | (unterminatedAt >= 0 ? UNSURE : 0));
  writeOffset(quote);
  writeOffset(close);
  for (let k = 3; k < 9; k++) write(0);
}
