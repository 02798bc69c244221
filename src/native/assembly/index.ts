/** The functions that the host calls. */
export { countUtf16, decodeUtf16, reserve, setLength, recordsAddress, recordsLength } from './memory';
export {
  addWord,
  assignsPackage,
  clearWords,
  nibblesAddress,
  setWordCount,
  fileHoldsWord,
  holdsFive,
  holdsNul,
  holdsStar,
  isAscii,
  holdsQuotedPart,
  mayLookNameUp,
  wordAddress,
} from './search';
export { firstUnterminated, quickScan, malformedImportAt, scanImports, scanStrings, scanWords } from './imports';
export { landmarks } from './landmarks';
export { firstOutlineError, outline, outlineHoldsRelativeName } from './outline';
export { firstTokenError, tokenize, tokenizeBytes } from './tokens';
