import { Manager } from '@/lib/ws';

function f<Manager>(x: Manager) {}
new Manager();
