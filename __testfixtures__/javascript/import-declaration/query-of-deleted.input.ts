import text from '@/deleted/api?raw';
import other, { one } from '!!raw-loader?esModule=false!./src/deleted/api';

export const all = [text, other, one];
