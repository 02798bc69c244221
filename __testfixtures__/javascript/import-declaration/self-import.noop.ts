import { fetchAll } from '../other-api';
export const x = fetchAll;
