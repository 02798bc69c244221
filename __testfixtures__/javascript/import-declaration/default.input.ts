import create from '@/lib/ws';
