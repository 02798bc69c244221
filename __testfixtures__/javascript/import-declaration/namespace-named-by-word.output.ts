import * as legacy from './src/words/old';
import * as deleteModule from './src/words/delete';

export const rows = (Row: number) => [new deleteModule.Row(), Row, legacy.kept, deleteModule.delete];
