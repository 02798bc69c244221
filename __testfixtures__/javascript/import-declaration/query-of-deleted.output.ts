import text from '@/services/api?raw';
import other, { one } from '!!raw-loader?esModule=false!@/services/api';

export const all = [text, other, one];
