import { Row, remove } from './src/words/old';

export const rows = () => remove(new Row());
