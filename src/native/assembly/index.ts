/** The functions that the host calls. */
export { countUtf16, decodeUtf16, reserve, setLength, recordsAddress, recordsLength } from './memory';
export { holdsMark, holdsNul, isAscii } from './bytes';
export { assignsPackage } from './package-aliases';
export { clearWords, fileHoldsWord, holdsLongerName, holdsQuotedPart, holdsStar, mayLookNameUp } from './search';
export { addWord, nibblesAddress, setWordCount, wordAddress } from './words';
export { firstUnterminated, malformedImportAt, scanImports, scanStrings, scanWords } from './imports';
export { quickScan } from './quick-scan';
export { holdsRelativeImport } from './relative-imports';
export { landmarks } from './landmarks';
export { firstOutlineError, outline, outlineHoldsRelativeName } from './outline';
export { firstTokenError, tokenize, tokenizeBytes } from './tokens';
