import { Manager } from '@/lib/ws';
let a = 1;
let a = 2;
