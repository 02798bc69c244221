import { Manager } from '@/lib/ws';

function f(x: ?Manager): void {}
