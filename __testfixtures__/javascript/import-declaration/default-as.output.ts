import { default as create } from '@/services/ws';
