import * as legacy from './src/words/old';

export const rows = (Row: number) => [new legacy.Row(), Row, legacy.kept, legacy.remove];
