import create, { Manager, other } from '@/lib/ws';
