import { Row, delete as remove } from './src/words/delete';

export const rows = () => remove(new Row());
