const map = { toString: 1, constructor: 2, hasOwnProperty: 3 };
import { toString } from '@/lib/ws';
export default map[toString];
