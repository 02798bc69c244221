import { Manager } from '@/lib/ws';
const = ;
