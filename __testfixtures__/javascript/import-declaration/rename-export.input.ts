import { Manager } from '@/lib/ws';

export { Manager };
export { Manager as Other };
export default Manager;
