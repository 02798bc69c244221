import { Manager } from '@/lib/ws';

new Manager().connect();
