import { Manager } from '@/lib/ws?raw';
