// import { Manager } from '@/lib/ws';
/* import { Manager } from '@/lib/ws'; */
export {};
