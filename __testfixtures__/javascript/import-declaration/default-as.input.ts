import { default as create } from '@/lib/ws';
